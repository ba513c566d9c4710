using GigaChat.Core;
using GigaChat.Tests;
using GigaChat.TrustStores;

namespace GigaChat.Commands.Tests.TrustStores;

public sealed class LinuxMachineStoreTests : IDisposable
{
    private static readonly IReadOnlyList<StoreCertificate> Certificates = CertificateSource.Embedded.Certificates;
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(
        "Debian", "/usr/local/share/ca-certificates", "/usr/sbin/update-ca-certificates", "", " --fresh",
        "/etc/ssl/certs/ca-certificates.crt")]
    [InlineData(
        "RedHat", "/etc/pki/ca-trust/source/anchors", "/usr/bin/update-ca-trust", " extract", " extract",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem")]
    [InlineData("Suse", "/etc/pki/trust/anchors", "/usr/sbin/update-ca-certificates", "", "", "/var/lib/ca-certificates/ca-bundle.pem")]
    [InlineData(
        "Arch", "/etc/ca-certificates/trust-source/anchors", "/usr/bin/trust", " extract-compat", " extract-compat",
        "/etc/ca-certificates/extracted/tls-ca-bundle.pem")]
    public async Task Each_family_has_its_folder_and_its_tool(
        string name, string folder, string tool, string install, string remove, string bundle)
    {
        LinuxMachineStore store = Machine(folder, tool, bundle);
        Assert.Equal(name, store.Name);

        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);

        Assert.All(rows, row => Assert.Equal(TrustStoreStatus.Installed, row.Status));
        Assert.Equal(folder + "/gigachat-mintsifry-d26d2d02.crt", rows[0].Path);
        Assert.Equal(
            ["gigachat-mintsifry-21557850.crt", "gigachat-mintsifry-bbbde210.crt", "gigachat-mintsifry-d26d2d02.crt"],
            _machine.Files(folder));
        Assert.Equal([tool + install], _machine.Commands);

        rows = await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation);

        Assert.All(rows, row => Assert.Equal(TrustStoreStatus.Removed, row.Status));
        Assert.Empty(_machine.Files(folder));
        Assert.Equal([tool + install, tool + remove], _machine.Commands);
    }

    [Fact]
    public async Task Pipes_and_endless_files_among_the_anchors_are_passed_over()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Pipes as files are those of Unix.");
        LinuxMachineStore store = Debian();
        string folder = _machine.Map("/usr/local/share/ca-certificates");
        using var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder, "канал.crt")]);
        await made.WaitForExitAsync(Cancellation);
        File.CreateSymbolicLink(Path.Combine(folder, "нули.crt"), "/dev/zero");
        StoreContents contents = await Task.Run(() => store.ReadAsync(Certificates, Cancellation), Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Assert.Empty(contents.Stored);
    }

    [Fact]
    public async Task Files_are_as_the_tools_want_them()
    {
        LinuxMachineStore store = Debian();
        await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        string file = _machine.Map("/usr/local/share/ca-certificates/gigachat-mintsifry-d26d2d02.crt");
        string text = await File.ReadAllTextAsync(file, Cancellation);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n-----END CERTIFICATE-----\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        if (!OperatingSystem.IsWindows())
            Assert.Equal("644", Convert.ToString((int)File.GetUnixFileMode(file), 8));
    }

    [Fact]
    public async Task A_sub_CA_whose_time_is_over_is_left_out_and_the_others_count()
    {
        LinuxMachineStore store = Debian();
        TestAuthority root = TestAuthority.Root();
        StoreCertificate[] certificates =
        [
            new(root.Certificate), new(root.Subordinate("CN=Ended Sub", notAfter: DateTimeOffset.UtcNow.AddHours(-1)).Certificate),
            new(root.Subordinate("CN=New Sub").Certificate),
        ];
        Assert.Equal(2, (await TrustStoreOperations.FindPendingAsync(store, certificates, install: true, Cancellation)).Count);

        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.InstallAsync(store, certificates, Cancellation);

        Assert.Equal(
            [TrustStoreStatus.Installed, TrustStoreStatus.Skipped, TrustStoreStatus.Installed], rows.Select(static row => row.Status));
        Assert.Contains("CN=Ended Sub", rows[1].Detail, StringComparison.Ordinal);
        Assert.Equal(2, _machine.Files("/usr/local/share/ca-certificates").Length);
        rows = await TrustStoreOperations.ReadAsync(store, certificates, Cancellation);
        Assert.Equal(
            [TrustStoreStatus.Installed, TrustStoreStatus.NotPresent, TrustStoreStatus.Installed], rows.Select(static row => row.Status));

        // One that was installed in its time can still be taken out.
        await store.InstallAsync(certificates, Cancellation);
        Assert.Equal(TrustStoreStatus.Installed, (await TrustStoreOperations.ReadAsync(store, certificates, Cancellation))[1].Status);
        Assert.All(
            await TrustStoreOperations.UninstallAsync(store, certificates, Cancellation),
            static row => Assert.Equal(TrustStoreStatus.Removed, row.Status));
    }

    [Fact]
    public async Task Repeating_changes_nothing()
    {
        LinuxMachineStore store = Debian();
        await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        Assert.All(
            await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation),
            row => Assert.Equal(TrustStoreStatus.AlreadyPresent, row.Status));
        Assert.Single(_machine.Commands);
        await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation);
        Assert.All(
            await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation),
            row => Assert.Equal(TrustStoreStatus.NotPresent, row.Status));
        Assert.Equal(2, _machine.Commands.Count);
    }

    [Fact]
    public async Task Half_an_installation_is_repaired()
    {
        LinuxMachineStore store = Debian();
        _machine.File("/usr/local/share/ca-certificates/gigachat-mintsifry-d26d2d02.crt", Certificates[0].Pem);
        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.ReadAsync(store, Certificates, Cancellation);
        Assert.Equal([TrustStoreStatus.Failed, TrustStoreStatus.NotPresent, TrustStoreStatus.NotPresent], rows.Select(row => row.Status));
        Assert.Contains("repairs", rows[0].Detail!, StringComparison.Ordinal);

        Assert.All(
            await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation),
            row => Assert.Equal(TrustStoreStatus.Installed, row.Status));
    }

    [Fact]
    public async Task Half_a_removal_is_finished()
    {
        LinuxMachineStore store = Debian();
        _machine.File("/etc/ssl/certs/ca-certificates.crt", Certificates[0].Pem);
        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation);
        Assert.Equal(TrustStoreStatus.Removed, rows[0].Status);
        Assert.Equal(["/usr/sbin/update-ca-certificates --fresh"], _machine.Commands);
    }

    [Fact]
    public async Task Debians_hooks_are_told_what_is_gone()
    {
        LinuxMachineStore store = Debian();
        _machine.File("/usr/sbin/update-ca-certificates", "#!/bin/sh\n  --certsconf) ;;");
        _machine.File("/etc/ca-certificates.conf", "mozilla/A.crt\n!mozilla/B.crt\n");
        await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        string? configuration = null;
        Func<string, IReadOnlyList<string>, ProcessResult> update = _machine.Tool;
        _machine.Tool = (tool, arguments) =>
        {
            configuration = File.ReadAllText(arguments[1]);
            return update(tool, arguments);
        };

        Assert.All(
            await TrustStoreOperations.UninstallAsync(store, [Certificates[0]], Cancellation),
            row => Assert.Equal(TrustStoreStatus.Removed, row.Status));

        Assert.Equal("/usr/sbin/update-ca-certificates --certsconf <temp>/ca-certificates.conf", _machine.Commands[^1]);
        Assert.Equal("mozilla/A.crt\n!mozilla/B.crt\n!gigachat-mintsifry-d26d2d02.crt\n", configuration);
        string list = await File.ReadAllTextAsync(_machine.Map("/etc/ca-certificates.conf"), Cancellation);
        Assert.Equal("mozilla/A.crt\n!mozilla/B.crt\n", list);
    }

    [Fact]
    public async Task A_tool_that_reports_success_and_does_nothing_is_not_believed()
    {
        LinuxMachineStore store = Debian();
        _machine.Tool = static (_, _) => new ProcessResult(0, "1 added, 0 removed; done.", "");
        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        Assert.All(rows, row => Assert.Equal(TrustStoreStatus.Failed, row.Status));
    }

    [Fact]
    public async Task A_tool_that_fails_is_quoted()
    {
        LinuxMachineStore store = Debian();
        _machine.Tool = static (_, _) => new ProcessResult(1, "", "disk\nfull");
        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        Assert.All(rows, row => Assert.Contains("disk full", row.Detail!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_are_known_by_their_content_and_others_stay()
    {
        LinuxMachineStore store = Debian();
        const string folder = "/usr/local/share/ca-certificates";
        _machine.File(folder + "/mintsifry.crt", Certificates[0].Pem.ReplaceLineEndings("\r\n").TrimEnd());
        _machine.File(folder + "/company.crt", TestAuthority.Root().Certificate.ExportCertificatePem());
        _machine.File(folder + "/both.crt", Certificates[1].Pem + Certificates[2].Pem);
        _machine.UpdateBundle(folder, "/etc/ssl/certs/ca-certificates.crt");

        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation);

        Assert.Equal(folder + "/mintsifry.crt", rows[0].Path);
        Assert.Equal([TrustStoreStatus.Removed, TrustStoreStatus.NotPresent, TrustStoreStatus.NotPresent], rows.Select(row => row.Status));
        Assert.Contains("did not install", rows[1].Detail!, StringComparison.Ordinal);
        Assert.Equal(["both.crt", "company.crt"], _machine.Files(folder));
    }

    [Fact]
    public async Task Without_root_nothing_is_written_and_the_command_is_told()
    {
        Debian();
        var store = new LinuxMachineStore(_machine.Environment(HostPlatform.Linux, privileged: false));
        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        Assert.All(rows, row => Assert.Equal(TrustStoreStatus.Failed, row.Status));
        Assert.All(rows, row => Assert.Contains("sudo pwsh …", row.Detail!, StringComparison.Ordinal));
        Assert.Empty(_machine.Files("/usr/local/share/ca-certificates"));
        Assert.Empty(_machine.Commands);
        // Reading takes no rights.
        Assert.All(
            await TrustStoreOperations.ReadAsync(store, Certificates, Cancellation),
            row => Assert.Equal(TrustStoreStatus.NotPresent, row.Status));
    }

    [Fact]
    public async Task A_folder_without_its_tool_is_no_family()
    {
        _machine.Folder("/usr/local/share/ca-certificates");
        var store = new LinuxMachineStore(_machine.Environment(HostPlatform.Linux));
        Assert.All(
            await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation),
            row => Assert.Contains("ca-certificates", row.Detail!, StringComparison.Ordinal));
        Assert.All(
            await TrustStoreOperations.ReadAsync(store, Certificates, Cancellation),
            row => Assert.Equal(TrustStoreStatus.Skipped, row.Status));
    }

    [Fact]
    public void The_plan_names_files_and_commands()
        => Assert.Equal(
            ["write /usr/local/share/ca-certificates/gigachat-mintsifry-d26d2d02.crt", "run /usr/sbin/update-ca-certificates"],
            Debian().Plan([Certificates[0]], install: true));

    private LinuxMachineStore Debian()
        => Machine("/usr/local/share/ca-certificates", "/usr/sbin/update-ca-certificates", "/etc/ssl/certs/ca-certificates.crt");

    private LinuxMachineStore Machine(string folder, string tool, string bundle)
    {
        _machine.Folder(folder);
        _machine.File(tool);
        _machine.Tool = (_, _) =>
        {
            _machine.UpdateBundle(folder, bundle);
            return new ProcessResult(0, "", "");
        };
        return new LinuxMachineStore(_machine.Environment(HostPlatform.Linux));
    }
}

using System.Text;
using GigaChat.Core;
using GigaChat.Trust;
using GigaChat.TrustStores;

namespace GigaChat.Commands.Tests.TrustStores;

public sealed class PythonStoreTests : IDisposable
{
    private const string Bundle = "/usr/lib/python3/site-packages/certifi/cacert.pem";
    private const string Note = "/usr/lib/python3/site-packages/certifi/gigachat-mintsifry-installed.txt";
    private static readonly IReadOnlyList<StoreCertificate> Certificates = CertificateSource.Embedded.Certificates;
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("# Ca, с кириллицей\n-----BEGIN\n", "\n")]
    [InlineData("# no line end", "\n")]
    [InlineData("# Windows\r\n# no line end", "\r\n")]
    [InlineData("# Windows\r\n", "\r\n")]
    [InlineData("", "\n")]
    public async Task Certificates_are_appended_with_the_line_ends_of_the_bundle_and_taken_out_without_a_trace(string before, string end)
    {
        PythonStore store = NewStore(before);
        Assert.All(
            await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation),
            static row => Assert.Equal(TrustStoreStatus.Installed, row.Status));
        string text = Read();
        Assert.StartsWith(before, text, StringComparison.Ordinal);
        Assert.EndsWith(end, text, StringComparison.Ordinal);
        Assert.Equal(end == "\r\n" ? text.Count(static c => c == '\n') : 0, text.Split("\r\n").Length - 1);
        Assert.Equal(
            Certificates.Select(static certificate => certificate.Sha256).Order(),
            CertificateFile.Find(Encoding.UTF8.GetBytes(text)).Select(static certificate => certificate.Sha256()).Order());

        Assert.All(
            await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation),
            static row => Assert.Equal(TrustStoreStatus.AlreadyPresent, row.Status));
        Assert.Equal(text, Read());

        Assert.All(
            await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation),
            static row => Assert.Equal(TrustStoreStatus.Removed, row.Status));
        Assert.Equal(before, Read());
        Assert.Equal(["cacert.pem"], _machine.Files("/usr/lib/python3/site-packages/certifi"));
    }

    [Fact]
    public async Task What_was_appended_after_them_stays_on_a_line_of_its_own()
    {
        PythonStore store = NewStore("# no line end");
        await TrustStoreOperations.InstallAsync(store, [Certificates[0]], Cancellation);
        await File.AppendAllTextAsync(_machine.Map(Bundle), "# of somebody else\n", Cancellation);
        await TrustStoreOperations.UninstallAsync(store, [Certificates[0]], Cancellation);
        Assert.Equal("# no line end\n# of somebody else\n", Read());
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_counts_and_stays()
    {
        PythonStore store = NewStore(Certificates[0].Pem);
        TrustStoreResult row = Assert.Single(await TrustStoreOperations.InstallAsync(store, [Certificates[0]], Cancellation));
        Assert.Equal(TrustStoreStatus.AlreadyPresent, row.Status);
        row = Assert.Single(await TrustStoreOperations.UninstallAsync(store, [Certificates[0]], Cancellation));
        Assert.Equal(TrustStoreStatus.NotPresent, row.Status);
        Assert.NotNull(row.Detail);
        Assert.Equal(Certificates[0].Pem, Read());
    }

    [Fact]
    public async Task Marks_around_something_else_are_not_ours()
    {
        string foreign = $"# BEGIN {Certificates[0].Alias} (x)\n{Certificates[1].Pem}# END {Certificates[0].Alias}\n";
        PythonStore store = NewStore(foreign);
        await TrustStoreOperations.InstallAsync(store, [Certificates[0]], Cancellation);
        await TrustStoreOperations.UninstallAsync(store, [Certificates[0]], Cancellation);
        Assert.Equal(foreign, Read());
    }

    [Fact]
    public async Task An_upgrade_that_replaced_the_bundle_is_noticed_and_made_good()
    {
        PythonStore store = NewStore("# 1\n");
        await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        _machine.File(Bundle, "# 2\n");
        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.ReadAsync(store, Certificates, Cancellation);
        Assert.All(rows, static row => Assert.Equal(TrustStoreStatus.Failed, row.Status));
        Assert.Contains("certifi", rows[0].Detail!, StringComparison.Ordinal);
        IReadOnlyList<string> reasons = await SystemTrustCheck.FindReasonsAsync([store], Cancellation);
        Assert.Equal(3, reasons.Count);
        Assert.Contains(Bundle, reasons[0], StringComparison.Ordinal);
        Assert.Contains("upgrade of certifi", reasons[0], StringComparison.Ordinal);

        await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        Assert.Empty(await SystemTrustCheck.FindReasonsAsync([store], Cancellation));
        _machine.File(Bundle, "# 3\n");
        await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation);
        Assert.Equal("# 3\n", Read());
        Assert.False(File.Exists(_machine.Map(Note)));
    }

    [Fact]
    public async Task Each_bundle_has_to_have_them()
    {
        PythonStore store = NewStore("# 1\n");
        await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        _machine.File("/home/anna/env/certifi/cacert.pem", "# 2\n");
        var other = new PythonStore(
            _machine.Environment(HostPlatform.Linux), new PythonBundle("/usr/bin/python", "/home/anna/env/certifi/cacert.pem"),
            TrustStoreScope.CurrentUser);
        Assert.Equal(3, (await SystemTrustCheck.FindReasonsAsync([store, other], Cancellation)).Count);
    }

    [Fact]
    public async Task Permissions_stay_and_a_link_leads_to_the_file_that_is_replaced()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions.");
            return;
        }
        PythonStore store = NewStore("# 1\n");
        File.SetUnixFileMode(_machine.Map(Bundle), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        _machine.Folder("/opt/env/certifi");
        File.CreateSymbolicLink(_machine.Map("/opt/env/certifi/cacert.pem"), _machine.Map(Bundle));
        var linked = new PythonStore(
            _machine.Environment(HostPlatform.Linux), new PythonBundle("/opt/env/python", "/opt/env/certifi/cacert.pem"),
            TrustStoreScope.CurrentUser);
        await TrustStoreOperations.InstallAsync(linked, Certificates, Cancellation);
        Assert.NotNull(new FileInfo(_machine.Map("/opt/env/certifi/cacert.pem")).LinkTarget);
        Assert.All(
            await TrustStoreOperations.ReadAsync(store, Certificates, Cancellation),
            static row => Assert.Equal(TrustStoreStatus.Installed, row.Status));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(_machine.Map(Bundle)));
    }

    [Fact]
    public async Task The_bundle_of_the_system_is_left_to_the_system()
    {
        _machine.File("/etc/ssl/certs/ca-certificates.crt", "# system\n");
        var store = new PythonStore(
            _machine.Environment(HostPlatform.Linux), new PythonBundle("/usr/bin/python3", "/etc/ssl/certs/ca-certificates.crt"),
            TrustStoreScope.CurrentUser);
        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        Assert.All(rows, static row => Assert.Equal(TrustStoreStatus.Skipped, row.Status));
        Assert.Contains("-Scope LocalMachine", rows[0].Detail!, StringComparison.Ordinal);
        Assert.Equal("# system\n", await File.ReadAllTextAsync(_machine.Map("/etc/ssl/certs/ca-certificates.crt"), Cancellation));
    }

    [Fact]
    public async Task Where_others_decide_where_the_bundle_lies_nothing_is_written_as_root()
    {
        _machine.File(Bundle, "# 1\n");
        var environment = new TrustEnvironment
        {
            Platform = HostPlatform.Linux,
            Runner = _machine,
            Certificates = _machine,
            Root = _machine.Map(""),
            RequireOwnPath = static (path, _) => throw new TrustStoreException("not root's: " + path),
        };
        var store = new PythonStore(environment, new PythonBundle("/usr/bin/python3", Bundle), TrustStoreScope.LocalMachine);
        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        Assert.All(rows, static row => Assert.Equal(TrustStoreStatus.Failed, row.Status));
        Assert.Contains("not root's", rows[0].Detail!, StringComparison.Ordinal);
        Assert.Equal("# 1\n", Read());
    }

    [Fact]
    public async Task A_file_in_a_folder_that_all_may_write_to_is_refused_as_root()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such check.");
            return;
        }
        string file = _machine.Map("/x/cacert.pem");
        _machine.File("/x/cacert.pem", "");
        File.SetUnixFileMode(Path.GetDirectoryName(file)!, (UnixFileMode)0x1FF);
        var error = await Assert.ThrowsAsync<TrustStoreException>(() => ToolOwnership.RequireForWritingAsync(file, Cancellation));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    private PythonStore NewStore(string bundle)
    {
        _machine.File(Bundle, bundle);
        return new PythonStore(
            _machine.Environment(HostPlatform.Linux), new PythonBundle("/usr/bin/python3", Bundle), TrustStoreScope.CurrentUser);
    }

    private string Read() => File.ReadAllText(_machine.Map(Bundle));
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Trust;
using GigaChat.TrustStores;

namespace GigaChat.Commands.Tests.TrustStores;

public sealed class OtherStoresTests : IDisposable
{
    private static readonly IReadOnlyList<StoreCertificate> Certificates = CertificateSource.Embedded.Certificates;
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(TrustStoreScope.CurrentUser, StoreLocation.CurrentUser)]
    [InlineData(TrustStoreScope.LocalMachine, StoreLocation.LocalMachine)]
    public async Task On_Windows_roots_and_sub_CAs_go_into_their_own_stores(TrustStoreScope scope, StoreLocation location)
    {
        ITrustStore store = Assert.Single(
            TrustStoreCatalog.Find(_machine.Environment(HostPlatform.Windows), scope, [TrustStoreKind.System]));
        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        Assert.All(rows, row => Assert.Equal(TrustStoreStatus.Installed, row.Status));
        Assert.Equal($@"Cert:\{location}\Root\8FF915CCAB7BC16F8C5C8099D53E0E115B3AEC2F", rows[0].Path);
        Assert.Equal($@"Cert:\{location}\CA\335D43F53451B781535FF3882DF713D3C14F8A01", rows[1].Path);
        Assert.Single(_machine.Read(StoreName.Root, location));
        Assert.Equal(2, _machine.Read(StoreName.CertificateAuthority, location).Count);

        Assert.All(
            await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation),
            row => Assert.Equal(TrustStoreStatus.Removed, row.Status));
        Assert.Empty(_machine.Read(StoreName.Root, location));
    }

    [Fact]
    public async Task On_Windows_the_users_store_fails_fast_where_the_session_is_not_interactive()
    {
        var store = new X509TrustStore(_machine.Environment(HostPlatform.Windows, interactive: false), TrustStoreScope.CurrentUser);
        IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation);
        Assert.All(rows, row => Assert.Equal(TrustStoreStatus.Failed, row.Status));
        Assert.Contains("-Scope LocalMachine", rows[0].Detail!, StringComparison.Ordinal);
        Assert.Empty(_machine.Read(StoreName.Root, StoreLocation.CurrentUser));
    }

    [Fact]
    public async Task On_Windows_the_machines_store_takes_an_administrator()
    {
        var store = new X509TrustStore(_machine.Environment(HostPlatform.Windows, privileged: false), TrustStoreScope.LocalMachine);
        Assert.All(
            await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation),
            row => Assert.Contains("sudo pwsh …", row.Detail!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_Windows_a_user_does_not_remove_what_the_machine_has()
    {
        TrustEnvironment environment = _machine.Environment(HostPlatform.Windows);
        await TrustStoreOperations.InstallAsync(new X509TrustStore(environment, TrustStoreScope.LocalMachine), Certificates, Cancellation);
        var user = new X509TrustStore(environment, TrustStoreScope.CurrentUser);
        Assert.All(
            await TrustStoreOperations.InstallAsync(user, Certificates, Cancellation),
            row => Assert.Equal(TrustStoreStatus.AlreadyPresent, row.Status));
        Assert.All(
            await TrustStoreOperations.UninstallAsync(user, Certificates, Cancellation),
            row => Assert.Equal(TrustStoreStatus.NotPresent, row.Status));
    }

    [Fact]
    public async Task A_user_who_says_no_is_told_so()
    {
        _machine.StoreFault = new CryptographicException("The operation was canceled by the user.");
        var store = new X509TrustStore(_machine.Environment(HostPlatform.Windows), TrustStoreScope.CurrentUser);
        Assert.All(
            await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation),
            row => Assert.Contains("canceled by the user", row.Detail!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_macOS_the_root_is_trusted_and_sub_CAs_are_added()
    {
        HashSet<string> keychain = [];
        _machine.Tool = (_, arguments) =>
        {
            if (arguments[0] is "add-trusted-cert" or "add-certificates")
                keychain.Add(CertificateFile.Read(arguments[^1]).Certificates[0].Sha256());
            if (arguments[0] == "delete-certificate")
                keychain.Remove(arguments[2]);
            return new ProcessResult(0, string.Concat(keychain.Select(hash => $"SHA-256 hash: {hash}\nSHA-1 hash: 00\n")), "");
        };
        ITrustStore store = Assert.Single(
            TrustStoreCatalog.Find(_machine.Environment(HostPlatform.MacOS), TrustStoreScope.LocalMachine, [TrustStoreKind.System]));

        Assert.All(
            await TrustStoreOperations.InstallAsync(store, Certificates.Take(2).ToList(), Cancellation),
            row => Assert.Equal(TrustStoreStatus.Installed, row.Status));
        const string keychainPath = "/Library/Keychains/System.keychain";
        Assert.Contains(
            $"/usr/bin/security add-trusted-cert -d -r trustRoot -p ssl -p basic -k {keychainPath} <temp>/gigachat-mintsifry-d26d2d02.pem",
            _machine.Commands);
        Assert.Contains($"/usr/bin/security add-certificates -k {keychainPath} <temp>/gigachat-mintsifry-bbbde210.pem", _machine.Commands);
        Assert.Contains("/usr/bin/security verify-cert -L -l -p basic -c <temp>/gigachat-mintsifry-d26d2d02.pem", _machine.Commands);

        Assert.All(
            await TrustStoreOperations.UninstallAsync(store, Certificates.Take(2).ToList(), Cancellation),
            row => Assert.Equal(TrustStoreStatus.Removed, row.Status));
        Assert.Contains("/usr/bin/security remove-trusted-cert -d <temp>/gigachat-mintsifry-d26d2d02.pem", _machine.Commands);
        Assert.Contains($"/usr/bin/security delete-certificate -Z {MintsifryCertificates.RootSha256} {keychainPath}", _machine.Commands);
    }

    [Fact]
    public async Task On_macOS_a_refusal_comes_with_the_command_for_a_person()
    {
        _machine.Tool = static (_, arguments) => new ProcessResult(
            arguments[0].StartsWith("add", StringComparison.Ordinal) ? 1 : 0, "", "no user interaction was possible");
        var store = new KeychainStore(_machine.Environment(HostPlatform.MacOS), TrustStoreScope.CurrentUser);
        Assert.All(
            await TrustStoreOperations.InstallAsync(store, Certificates, Cancellation),
            row => Assert.Contains("sudo pwsh …", row.Detail!, StringComparison.Ordinal));
        Assert.Contains("login.keychain-db", store.PathOf(Certificates[0]), StringComparison.Ordinal);
        var silent = new KeychainStore(_machine.Environment(HostPlatform.MacOS, interactive: false), TrustStoreScope.CurrentUser);
        Assert.Equal(TrustStoreStatus.Failed, silent.FindObstacle(forChange: true)!.Status);
    }

    [Fact]
    public async Task Nss_without_its_tool_or_a_database_is_skipped()
    {
        TrustEnvironment environment = _machine.Environment(HostPlatform.Linux);
        IReadOnlyList<TrustStoreResult> rows = await InstallAsync(environment, TrustStoreScope.CurrentUser, TrustStoreKind.Nss);
        Assert.All(rows, row => Assert.Equal(TrustStoreStatus.Skipped, row.Status));
        Assert.Contains("libnss3-tools", rows[0].Detail!, StringComparison.Ordinal);

        _machine.File("/usr/bin/certutil");
        rows = await InstallAsync(environment, TrustStoreScope.CurrentUser, TrustStoreKind.Nss);
        Assert.Contains("no NSS database", rows[0].Detail!, StringComparison.Ordinal);
        Assert.Empty(_machine.Commands);
    }

    [Fact]
    public async Task Each_Nss_database_is_a_store()
    {
        _machine.File("/usr/bin/certutil");
        _machine.File("/home/anna/.pki/nssdb/cert9.db");
        _machine.File("/home/anna/.mozilla/firefox/abc.default/cert9.db");
        Dictionary<string, string> entries = [];
        _machine.Tool = (_, arguments) =>
        {
            string key = arguments[2] + arguments[4];
            if (arguments[0] == "-A")
                entries[key] = File.ReadAllText(arguments[^1]);
            if (arguments[0] == "-D")
                entries.Remove(key);
            return entries.TryGetValue(key, out string? pem) || arguments[0] == "-D" ? new ProcessResult(0, pem ?? "", "")
                : new ProcessResult(255, "", "not found");
        };
        TrustEnvironment environment = _machine.Environment(HostPlatform.Linux);
        IReadOnlyList<TrustStoreResult> rows = await InstallAsync(environment, TrustStoreScope.CurrentUser, TrustStoreKind.Nss);
        Assert.Equal(6, rows.Count);
        Assert.All(rows, row => Assert.Equal(TrustStoreStatus.Installed, row.Status));
        Assert.Contains(
            "/usr/bin/certutil -A -d sql:/home/anna/.pki/nssdb -n gigachat-mintsifry-d26d2d02 -t C,, -i "
                + "<temp>/gigachat-mintsifry-d26d2d02.pem", _machine.Commands);
        Assert.Contains(
            "/usr/bin/certutil -A -d sql:/home/anna/.mozilla/firefox/abc.default -n gigachat-mintsifry-bbbde210 -t ,, -i "
                + "<temp>/gigachat-mintsifry-bbbde210.pem", _machine.Commands);

        foreach (ITrustStore store in TrustStoreCatalog.Find(environment, TrustStoreScope.CurrentUser, [TrustStoreKind.Nss]))
            Assert.All(
                await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation),
                row => Assert.Equal(TrustStoreStatus.Removed, row.Status));
        Assert.Empty(entries);
    }

    [Fact]
    public async Task Java_without_keytool_or_for_one_user_is_skipped()
    {
        TrustEnvironment environment = _machine.Environment(HostPlatform.Linux);
        Assert.Contains(
            "keytool", (await InstallAsync(environment, TrustStoreScope.LocalMachine, TrustStoreKind.Java))[0].Detail!,
            StringComparison.Ordinal);
        Assert.Contains(
            "LocalMachine", (await InstallAsync(environment, TrustStoreScope.CurrentUser, TrustStoreKind.Java))[0].Detail!,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/lib/security/cacerts")]
    [InlineData("/jre/lib/security/cacerts")]
    public async Task Java_is_found_by_JAVA_HOME_and_entries_of_others_stay(string keyStore)
    {
        _machine.File("/opt/jdk/bin/keytool");
        _machine.File("/opt/jdk" + keyStore);
        Dictionary<string, string> entries = new() { ["debian:russian.pem"] = Certificates[1].Pem };
        _machine.Tool = (_, arguments) =>
        {
            if (arguments[0] == "-importcert")
                entries[arguments[3]] = File.ReadAllText(arguments[5]);
            if (arguments[0] == "-delete" && !entries.Remove(arguments[2]))
                return new ProcessResult(1, "keytool error: alias does not exist", "");
            return new ProcessResult(
                0, string.Concat(
                    entries.Select(entry => $"Alias name: {entry.Key}\nEntry type: trustedCertEntry\n\n{entry.Value}\n\n*****\n")), "");
        };
        TrustEnvironment environment = _machine.Environment(HostPlatform.Linux, variable: name => name == "JAVA_HOME" ? "/opt/jdk" : null);

        IReadOnlyList<TrustStoreResult> rows = await InstallAsync(environment, TrustStoreScope.LocalMachine, TrustStoreKind.Java);
        Assert.Equal(
            [TrustStoreStatus.Installed, TrustStoreStatus.AlreadyPresent, TrustStoreStatus.Installed], rows.Select(row => row.Status));
        Assert.Equal("/opt/jdk" + keyStore, rows[0].Path);

        var store = new JavaStore(environment, TrustStoreScope.LocalMachine);
        rows = await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation);
        Assert.Equal([TrustStoreStatus.Removed, TrustStoreStatus.NotPresent, TrustStoreStatus.Removed], rows.Select(row => row.Status));
        Assert.Equal("debian:russian.pem", Assert.Single(entries).Key);

        // What Debian's hook made of our own file is ours.
        entries["debian:gigachat-mintsifry-d26d2d02.pem"] = Certificates[0].Pem;
        Assert.Equal(TrustStoreStatus.Removed, (await TrustStoreOperations.UninstallAsync(store, Certificates, Cancellation))[0].Status);
        Assert.Single(entries);
    }

    [Fact]
    public async Task A_JAVA_HOME_that_leads_nowhere_is_named_and_the_installed_Java_is_taken()
    {
        TrustEnvironment environment = _machine.Environment(HostPlatform.Linux, variable: name => name == "JAVA_HOME" ? "/opt/нет" : null);
        TrustStoreResult[] rows = [.. await InstallAsync(environment, TrustStoreScope.LocalMachine, TrustStoreKind.Java)];
        Assert.Equal(TrustStoreStatus.Skipped, rows[0].Status);
        Assert.Contains("JAVA_HOME is /opt/нет", rows[0].Detail!, StringComparison.Ordinal);

        _machine.File("/usr/bin/keytool");
        _machine.File("/usr/lib/security/cacerts");
        var store = new JavaStore(environment, TrustStoreScope.LocalMachine);
        Assert.Null(store.FindObstacle(forChange: true));
        Assert.Equal(_machine.Map("/usr/lib/security/cacerts"), _machine.Map(store.PathOf(Certificates[0])));
        Assert.Contains("JAVA_HOME is /opt/нет", store.Plan(Certificates, install: true)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_of_a_Java_store_goes_through_the_environment_of_keytool()
    {
        _machine.File("/opt/jdk/bin/keytool");
        _machine.File("/opt/jdk/lib/security/cacerts");
        using var password = Secret.From("секрет-5");
        TrustEnvironment environment = _machine.Environment(
            HostPlatform.Linux, variable: static name => name == "JAVA_HOME" ? "/opt/jdk" : null, javaStorePassword: password);
        await InstallAsync(environment, TrustStoreScope.LocalMachine, TrustStoreKind.Java);

        Assert.NotEmpty(_machine.Commands);
        Assert.All(_machine.Commands, static command =>
        {
            Assert.Contains("-storepass:env GIGACHAT_JAVA_STORE_PASSWORD", command, StringComparison.Ordinal);
            Assert.DoesNotContain("секрет-5", command, StringComparison.Ordinal);
            Assert.DoesNotContain("changeit", command, StringComparison.Ordinal);
        });
        Assert.All(_machine.Secrets, static secret => Assert.Equal("GIGACHAT_JAVA_STORE_PASSWORD=секрет-5", secret));
    }

    [Theory]
    [InlineData(false, "is protected by its own password. Specify it with -JavaStorePassword")]
    [InlineData(true, "is wrong for /opt/jdk/lib/security/cacerts")]
    public async Task A_wrong_password_is_said_to_be_one(bool isGiven, string expected)
    {
        _machine.File("/opt/jdk/bin/keytool");
        _machine.File("/opt/jdk/lib/security/cacerts");
        _machine.Tool = static (_, _) => new ProcessResult(1, "keytool error: java.io.IOException: keystore password was incorrect", "");
        using var password = Secret.From("не тот");
        TrustEnvironment environment = _machine.Environment(
            HostPlatform.Linux, variable: static name => name == "JAVA_HOME" ? "/opt/jdk" : null,
            javaStorePassword: isGiven ? password : null);
        IReadOnlyList<TrustStoreResult> rows = await InstallAsync(environment, TrustStoreScope.LocalMachine, TrustStoreKind.Java);
        Assert.All(rows, row => Assert.Contains(expected, row.Detail!, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<TrustStoreResult>> InstallAsync(
        TrustEnvironment environment, TrustStoreScope scope, TrustStoreKind kind)
    {
        List<TrustStoreResult> rows = [];
        foreach (ITrustStore store in TrustStoreCatalog.Find(environment, scope, [kind]))
            rows.AddRange(await TrustStoreOperations.InstallAsync(store, Certificates, default));
        return rows;
    }
}

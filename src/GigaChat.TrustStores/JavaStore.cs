using System.Text;
using System.Text.RegularExpressions;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Trust;

namespace GigaChat.TrustStores;

/// <summary>
/// The store of one Java runtime (<c>cacerts</c>), through <c>keytool</c>: that of JAVA_HOME, else of the installed keytool, also where
/// JAVA_HOME leads nowhere.
/// </summary>
internal sealed partial class JavaStore : ITrustStore
{
    private const string PasswordVariable = "GIGACHAT_JAVA_STORE_PASSWORD";
    private static readonly string[] Common = ["-noprompt", "-J-Duser.language=en"];

    // The password that every Java runtime comes with; it protects nothing.
    private static readonly string[] UsualPassword = ["-storepass", "changeit"];
    private static readonly string[] OwnPassword = ["-storepass:env", PasswordVariable];

    // The second is where Java 8 has it.
    private static readonly string[] KeyStores = ["/lib/security/cacerts", "/jre/lib/security/cacerts"];

    private readonly TrustEnvironment _environment;
    private readonly string? _tool;
    private readonly string? _keyStore;

    // JAVA_HOME, where it leads to no Java.
    private readonly string? _wrongHome;

    public JavaStore(TrustEnvironment environment, TrustStoreScope scope)
    {
        _environment = environment;
        Scope = scope;
        string name = environment.Platform == HostPlatform.Windows ? "keytool.exe" : "keytool";
        string? home = environment.Variable("JAVA_HOME") is { Length: > 0 } variable ? variable : null;
        if (home is not null && !File.Exists(environment.Map(home + "/bin/" + name)))
            (_wrongHome, home) = (home, null);
        _tool = home is null ? environment.FindTool(name) : home + "/bin/" + name;
        if (_tool is null)
            return;
        // /usr/bin/keytool is a chain of links to <home>/bin/keytool.
        home ??= Path.GetDirectoryName(
            Path.GetDirectoryName(File.ResolveLinkTarget(environment.Map(_tool), returnFinalTarget: true)?.FullName ?? _tool));
        _keyStore = KeyStores.Select(path => home + path).FirstOrDefault(path => File.Exists(environment.Map(path)));
    }

    public string Name => "Java";

    public TrustStoreScope Scope { get; }

    private string[] Password => _environment.JavaStorePassword is null ? UsualPassword : OwnPassword;

    public StoreObstacle? FindObstacle(bool forChange)
    {
        if (Scope == TrustStoreScope.CurrentUser)
            return new StoreObstacle(TrustStoreStatus.Skipped, TrustStoreMessages.JavaIsForAll);
        if (_tool is null)
        {
            string reason = _wrongHome is null
                ? TrustStoreMessages.JavaNeedsTool : Localized.Format(TrustStoreMessages.JavaHomeWrong, _wrongHome);
            return new StoreObstacle(TrustStoreStatus.Skipped, reason);
        }
        return _keyStore is null
            ? new StoreObstacle(TrustStoreStatus.Skipped, Localized.Format(TrustStoreMessages.JavaNoStore, _tool))
            : null;
    }

    public string PathOf(StoreCertificate certificate) => _keyStore ?? "";

    public IReadOnlyList<string> Plan(IReadOnlyList<StoreCertificate> certificates, bool install)
    {
        IEnumerable<string> commands = certificates.Select(certificate => Localized.Format(
            TrustStoreMessages.PlanRun,
            string.Join(' ', (install ? InstallArguments(certificate, certificate.Alias + ".pem") : RemoveArguments(certificate.Alias))
                .Prepend(_tool!))).Text);
        return _wrongHome is null ? [.. commands]
            : [Localized.Format(TrustStoreMessages.JavaHomeLeftOut, _wrongHome, _tool), .. commands];
    }

    public async Task<StoreContents> ReadAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Alias, string Sha256)> entries = await ListAsync(cancellationToken).ConfigureAwait(false);
        return new StoreContents(
            certificates.Where(certificate => OwnEntries(entries, certificate).Any()).Select(static certificate => certificate.Sha256)
                .ToHashSet(),
            entries.Select(static entry => entry.Sha256).ToHashSet());
    }

    public async Task InstallAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        foreach (StoreCertificate certificate in certificates)
        {
            using var file = new TemporaryFile(certificate);
            await RunAsync(InstallArguments(certificate, file.Path), cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task RemoveAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Alias, string Sha256)> entries = await ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (string alias in certificates.SelectMany(certificate => OwnEntries(entries, certificate)))
            await RunAsync(RemoveArguments(alias), cancellationToken).ConfigureAwait(false);
    }

    // The entry was read back; Java trusts what is in its store.
    public Task<string?> VerifyAsync(StoreCertificate certificate, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    private IReadOnlyList<string> InstallArguments(StoreCertificate certificate, string file)
        => ["-importcert", "-trustcacerts", "-alias", certificate.Alias, "-file", file, "-keystore", _keyStore!, .. Password, .. Common];

    private IReadOnlyList<string> RemoveArguments(string alias)
        => ["-delete", "-alias", alias, "-keystore", _keyStore!, .. Password, .. Common];

    /// <summary>
    /// The entries that are ours: under our name, or made by Debian's hook of our file in the machine's store. Others stay.
    /// </summary>
    private static IEnumerable<string> OwnEntries(IEnumerable<(string Alias, string Sha256)> entries, StoreCertificate certificate)
        => entries
            .Where(entry => entry.Sha256 == certificate.Sha256
                && (entry.Alias == certificate.Alias || entry.Alias == $"debian:{certificate.Alias}.pem"))
            .Select(static entry => entry.Alias);

    private async Task<IReadOnlyList<(string Alias, string Sha256)>> ListAsync(CancellationToken cancellationToken)
    {
        ProcessResult result = await RunAsync(
            ["-list", "-rfc", "-keystore", _keyStore!, .. Password, .. Common], cancellationToken).ConfigureAwait(false);
        return [.. Entry().Matches(result.Output).SelectMany(static entry => CertificateFile
            .Find(Encoding.UTF8.GetBytes(entry.Groups["pem"].Value))
            .Select(certificate => (entry.Groups["alias"].Value, certificate.Sha256())))];
    }

    private async Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        (string, Secret)? secret = _environment.JavaStorePassword is { } password ? (PasswordVariable, password) : null;
        ProcessResult result = await _environment.Runner.RunAsync(_tool!, arguments, cancellationToken, secret).ConfigureAwait(false);
        if (result.ExitCode != 0 && IsAboutPassword(result.ErrorLine))
            throw new TrustStoreException(Localized.Format(
                secret is null ? TrustStoreMessages.JavaPasswordMissing : TrustStoreMessages.JavaPasswordWrong, _keyStore));
        if (result.ExitCode != 0 && !_environment.IsPrivileged)
            throw new TrustStoreException(Localized.Format(
                TrustStoreMessages.ToolFailedUnprivileged, "keytool", result.ExitCode, result.ErrorLine, _environment.RetryCommand));
        result.ThrowIfFailed(_tool!);
        return result;
    }

    // "keystore password was incorrect"
    private static bool IsAboutPassword(string error)
        => error.Contains("password", StringComparison.Ordinal) && error.Contains("incorrect", StringComparison.Ordinal);

    [GeneratedRegex(@"Alias name: (?<alias>[^\r\n]+)[^-]*(?<pem>-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Entry();
}

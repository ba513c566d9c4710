using System.Text.RegularExpressions;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.TrustStores;

/// <summary>The keychains of macOS, through <c>security</c>: the user's login keychain and the System keychain.</summary>
internal sealed partial class KeychainStore(TrustEnvironment environment, TrustStoreScope scope) : ITrustStore
{
    private const string Tool = "/usr/bin/security";

    private readonly string _keychain = scope == TrustStoreScope.CurrentUser
        ? environment.Home + "/Library/Keychains/login.keychain-db"
        : "/Library/Keychains/System.keychain";

    public string Name => "Keychain";

    public TrustStoreScope Scope => scope;

    // Trust in the admin domain takes "-d"; without it, it is the user's alone.
    private IEnumerable<string> Domain => scope == TrustStoreScope.LocalMachine ? ["-d"] : [];

    public StoreObstacle? FindObstacle(bool forChange)
    {
        if (!forChange)
            return null;
        if (scope == TrustStoreScope.LocalMachine && !environment.IsPrivileged)
            return new StoreObstacle(TrustStoreStatus.Failed, Localized.Format(TrustStoreMessages.NeedsRoot, environment.RetryCommand));
        // Since macOS 11 a change of trust is confirmed by a person, also for root.
        return environment.IsInteractive
            ? null
            : new StoreObstacle(TrustStoreStatus.Failed, Localized.Format(TrustStoreMessages.NeedsPersonMac, environment.RetryCommand));
    }

    public string PathOf(StoreCertificate certificate) => _keychain;

    public IReadOnlyList<string> Plan(IReadOnlyList<StoreCertificate> certificates, bool install)
        => [.. certificates
            .SelectMany(certificate => install
                ? [InstallArguments(certificate, certificate.Alias + ".pem")]
                : RemoveArguments(certificate, certificate.Alias + ".pem"))
            .Select(static arguments => Localized.Format(TrustStoreMessages.PlanRun, string.Join(' ', arguments.Prepend(Tool))))];

    public async Task<StoreContents> ReadAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        ProcessResult result = await environment.Runner.RunAsync(
            Tool, ["find-certificate", "-a", "-Z", _keychain], cancellationToken).ConfigureAwait(false);
        HashSet<string> found = [.. HashLine().Matches(result.Output).Select(static match => match.Groups[1].Value)];
        found.IntersectWith(certificates.Select(static certificate => certificate.Sha256));
        return new StoreContents(found, found);
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
        foreach (StoreCertificate certificate in certificates)
        {
            using var file = new TemporaryFile(certificate);
            foreach (IReadOnlyList<string> arguments in RemoveArguments(certificate, file.Path))
                await RunAsync(arguments, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<string?> VerifyAsync(StoreCertificate certificate, CancellationToken cancellationToken)
    {
        using var file = new TemporaryFile(certificate);
        ProcessResult result = await environment.Runner
            .RunAsync(Tool, ["verify-cert", "-L", "-l", "-p", "basic", "-c", file.Path], cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0 ? null : result.ErrorLine;
    }

    private IReadOnlyList<string> InstallArguments(StoreCertificate certificate, string file) => certificate.IsRoot
        ? ["add-trusted-cert", .. Domain, "-r", "trustRoot", "-p", "ssl", "-p", "basic", "-k", _keychain, file]
        : ["add-certificates", "-k", _keychain, file];

    private IReadOnlyList<IReadOnlyList<string>> RemoveArguments(StoreCertificate certificate, string file)
    {
        IReadOnlyList<string> delete = ["delete-certificate", "-Z", certificate.Sha256, _keychain];
        return certificate.IsRoot ? [["remove-trusted-cert", .. Domain, file], delete] : [delete];
    }

    private async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ProcessResult result = await environment.Runner.RunAsync(Tool, arguments, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
            throw new TrustStoreException(
                Localized.Format(TrustStoreMessages.KeychainFailed, result.ExitCode, result.ErrorLine, environment.RetryCommand));
    }

    [GeneratedRegex("SHA-256 hash: ([0-9A-F]{64})", RegexOptions.CultureInvariant)]
    private static partial Regex HashLine();
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.TrustStores;

/// <summary>The stores of Windows, and on Linux the user's stores of .NET: roots in one, sub CAs in another.</summary>
internal sealed class X509TrustStore(TrustEnvironment environment, TrustStoreScope scope) : ITrustStore
{
    private readonly StoreLocation _location = scope == TrustStoreScope.CurrentUser ? StoreLocation.CurrentUser : StoreLocation.LocalMachine;

    public string Name => environment.Platform == HostPlatform.Windows ? "Windows" : "DotNet";

    public TrustStoreScope Scope => scope;

    public StoreObstacle? FindObstacle(bool forChange)
    {
        if (!forChange || environment.Platform != HostPlatform.Windows)
            return null;
        if (scope == TrustStoreScope.LocalMachine)
            return environment.IsPrivileged ? null : new StoreObstacle(TrustStoreStatus.Failed, Localized.Format(TrustStoreMessages.NeedsAdministrator, environment.RetryCommand));
        // Windows asks the user in a dialog, and waits for ever where nobody sees it.
        return environment.IsInteractive ? null : new StoreObstacle(TrustStoreStatus.Failed, Localized.Format(TrustStoreMessages.NeedsPerson, environment.RetryCommand));
    }

    public string PathOf(StoreCertificate certificate)
    {
        StoreName store = StoreOf(certificate);
        return environment.Platform == HostPlatform.Windows
            ? $@"Cert:\{_location}\{(store == StoreName.Root ? "Root" : "CA")}\{certificate.Certificate.Thumbprint}"
            : $"{environment.Home}/.dotnet/corefx/cryptography/x509stores/{(store == StoreName.Root ? "root" : "ca")}/{certificate.Certificate.Thumbprint}.pfx";
    }

    public IReadOnlyList<string> Plan(IReadOnlyList<StoreCertificate> certificates, bool install)
        => [.. certificates.Select(certificate => Localized.Format(install ? TrustStoreMessages.PlanAdd : TrustStoreMessages.PlanRemove, PathOf(certificate)))];

    public Task<StoreContents> ReadAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
        => RunAsync(() => Read(certificates), cancellationToken);

    public Task InstallAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            foreach (StoreCertificate certificate in certificates)
                environment.Certificates.Add(StoreOf(certificate), _location, certificate.Certificate);
            return true;
        },
        cancellationToken);

    public Task RemoveAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            IReadOnlySet<string> stored = Read(certificates).Stored;
            foreach (StoreCertificate certificate in certificates.Where(certificate => stored.Contains(certificate.Sha256)))
                environment.Certificates.Remove(StoreOf(certificate), _location, certificate.Sha256);
            return true;
        },
        cancellationToken);

    public Task<string?> VerifyAsync(StoreCertificate certificate, CancellationToken cancellationToken)
        => RunAsync(() => environment.Certificates.WhyNotTrusted(certificate.Certificate), cancellationToken);

    private StoreContents Read(IReadOnlyList<StoreCertificate> certificates)
    {
        HashSet<string> stored = [];
        HashSet<string> trusted = [];
        foreach (IGrouping<StoreName, StoreCertificate> group in certificates.GroupBy(StoreOf))
        {
            IReadOnlySet<string> seen = environment.Certificates.Read(group.Key, _location);
            trusted.UnionWith(seen);
            stored.UnionWith(seen);
            // On Windows a user's store shows the machine's certificates too, which only an administrator can remove.
            if (environment.Platform == HostPlatform.Windows && scope == TrustStoreScope.CurrentUser)
                stored.ExceptWith(environment.Certificates.Read(group.Key, StoreLocation.LocalMachine));
        }
        return new StoreContents(stored, trusted);
    }

    private static StoreName StoreOf(StoreCertificate certificate) => certificate.IsRoot ? StoreName.Root : StoreName.CertificateAuthority;

    private static async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            // The calls block, on Windows for as long as its dialog is open.
            return await Task.Run(work, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException e)
        {
            throw new TrustStoreException(Localized.Format(TrustStoreMessages.StoreRefused, e.Message), e);
        }
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.TrustStores;

/// <summary>The stores of Windows, and on Linux the user's stores of .NET: roots in one, sub CAs in another.</summary>
internal sealed class X509TrustStore(TrustEnvironment environment, TrustStoreScope scope) : ITrustStore
{
    private readonly StoreLocation _location = scope == TrustStoreScope.CurrentUser
        ? StoreLocation.CurrentUser
        : StoreLocation.LocalMachine;

    public string Name => environment.Platform == HostPlatform.Windows ? "Windows" : "DotNet";

    public TrustStoreScope Scope => scope;

    public StoreObstacle? FindObstacle(bool forChange)
    {
        if (!forChange || environment.Platform != HostPlatform.Windows)
            return null;
        if (scope == TrustStoreScope.LocalMachine)
            return environment.IsPrivileged ? null : CreateObstacle(TrustStoreMessages.NeedsAdministrator);
        // Windows asks in a dialog; without an interactive session it would wait for ever.
        return environment.IsInteractive ? null : CreateObstacle(TrustStoreMessages.NeedsPerson);
    }

    public string PathOf(StoreCertificate certificate)
    {
        bool isRoot = StoreOf(certificate) == StoreName.Root;
        string thumbprint = certificate.Certificate.Thumbprint;
        return environment.Platform == HostPlatform.Windows
            ? $@"Cert:\{_location}\{(isRoot ? "Root" : "CA")}\{thumbprint}"
            : $"{environment.Home}/.dotnet/corefx/cryptography/x509stores/{(isRoot ? "root" : "ca")}/{thumbprint}.pfx";
    }

    public IReadOnlyList<string> Plan(IReadOnlyList<StoreCertificate> certificates, bool install)
    {
        string text = install ? TrustStoreMessages.PlanAdd : TrustStoreMessages.PlanRemove;
        return [.. certificates.Select(certificate => Localized.Format(text, PathOf(certificate)))];
    }

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

    private StoreObstacle CreateObstacle(string text) => new(TrustStoreStatus.Failed, Localized.Format(text, environment.RetryCommand));
}

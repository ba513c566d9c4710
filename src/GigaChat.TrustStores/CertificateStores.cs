using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Trust;

namespace GigaChat.TrustStores;

/// <summary>The real stores. They are opened by enum: the string "CertificateAuthority" is another, useless store on Linux.</summary>
internal sealed class CertificateStores : ICertificateStores
{
    public IReadOnlySet<string> Read(StoreName name, StoreLocation location)
    {
        using var store = new X509Store(name, location);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException)
        {
            // There is no store before the first certificate is added.
            return new HashSet<string>();
        }
        return store.Certificates.Select(static certificate => certificate.Sha256()).ToHashSet();
    }

    public void Add(StoreName name, StoreLocation location, X509Certificate2 certificate)
    {
        using var store = new X509Store(name, location);
        store.Open(OpenFlags.ReadWrite);
        store.Add(certificate);
    }

    public void Remove(StoreName name, StoreLocation location, string sha256)
    {
        using var store = new X509Store(name, location);
        store.Open(OpenFlags.ReadWrite);
        foreach (X509Certificate2 certificate in store.Certificates.Where(certificate => certificate.Sha256() == sha256))
            store.Remove(certificate);
    }

    public string? WhyNotTrusted(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate) ? null : CustomChain.Join(chain.ChainStatus).ToString();
    }
}

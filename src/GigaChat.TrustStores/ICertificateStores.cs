using System.Security.Cryptography.X509Certificates;

namespace GigaChat.TrustStores;

/// <summary>The stores that .NET itself can write.</summary>
internal interface ICertificateStores
{
    /// <summary>SHA-256 of what a store holds.</summary>
    IReadOnlySet<string> Read(StoreName name, StoreLocation location);

    /// <summary>Adds a certificate. On Windows the user's root store asks the user.</summary>
    void Add(StoreName name, StoreLocation location, X509Certificate2 certificate);

    /// <summary>Removes the certificate with that SHA-256.</summary>
    void Remove(StoreName name, StoreLocation location, string sha256);

    /// <summary>Builds a chain with what the system trusts; null where that works, else why not.</summary>
    string? WhyNotTrusted(X509Certificate2 certificate);
}

using System.Security.Cryptography.X509Certificates;
using GigaChat.Trust;

namespace GigaChat.TrustStores;

/// <summary>A certificate that goes into stores.</summary>
internal sealed record StoreCertificate(X509Certificate2 Certificate)
{
    /// <summary>What all names begin with that we give to files and entries.</summary>
    public const string Prefix = "gigachat-mintsifry-";

    /// <summary>SHA-256 of the DER.</summary>
    public string Sha256 { get; } = Certificate.Sha256();

    /// <summary>Whether it is a root; the others are helpers.</summary>
    public bool IsRoot { get; } = TrustAnchor.IsSelfIssued(Certificate);

    /// <summary>The name of its file (without ending) or entry.</summary>
    public string Alias => Prefix + Sha256[..8].ToLowerInvariant();

    /// <summary>PEM with Unix line ends and a final one: without it, bundles made by joining files break.</summary>
    public string Pem => Certificate.ExportCertificatePem().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}

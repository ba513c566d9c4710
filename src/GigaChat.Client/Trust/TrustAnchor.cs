using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Trust;

/// <summary>A certificate that a chain may end in.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Source">Where it comes from, for a user: <c>Mintsifry</c> or the name of a file.</param>
internal sealed record TrustAnchor(X509Certificate2 Certificate, string Source)
{
    /// <summary>What it is known by.</summary>
    public string Sha256 { get; } = Certificate.Sha256();

    /// <summary>Whether the certificate names itself as its issuer.</summary>
    public static bool IsSelfIssued(X509Certificate2 certificate)
        => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>Whether the certificate may sign others (basic constraints; a version 1 certificate has none and may not).</summary>
    public static bool IsAuthority(X509Certificate2 certificate)
        => certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: true };
}

using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Trust;

/// <summary>What a certificate file held.</summary>
/// <param name="Certificates">The certificates in the file's order, each once; never empty.</param>
/// <param name="Notes">What was left out and why, for a user to read (GOST certificates, private keys).</param>
internal sealed record CertificateBundle(IReadOnlyList<X509Certificate2> Certificates, IReadOnlyList<string> Notes);

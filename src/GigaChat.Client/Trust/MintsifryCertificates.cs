using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Trust;

/// <summary>
/// The certificates of the Russian Trusted CA (Mintsifry) that come with the library, so that a machine
/// without internet has them too. Each is known by the SHA-256 of its DER alone: both sub CAs have the same subject.
/// </summary>
internal static class MintsifryCertificates
{
    /// <summary>SHA-256 of the root's DER (Russian Trusted Root CA, valid to 2032-02-27).</summary>
    public const string RootSha256 = "D26D2D0231B7C39F92CC738512BA54103519E4405D68B5BD703E9788CA8ECF31";

    /// <summary>SHA-256 of the DER of the sub CA of 2022 (valid to 2027-03-06).</summary>
    public const string Sub2022Sha256 = "BBBDE2103E790B999EC62BD03CF625A5A2E7C316E10AFE6A490EEDEAD8B3FD9B";

    /// <summary>SHA-256 of the DER of the sub CA of 2024 (valid to 2029-07-19).</summary>
    public const string Sub2024Sha256 = "2155785036C900DBB5F1BB2A1569C80C55595BD6BF94867A29BBDDBC7D88A3F2";

    private static readonly Lazy<X509Certificate2> LazyRoot = new(static () => Load("russian_trusted_root_ca.pem", RootSha256));
    private static readonly Lazy<IReadOnlyList<X509Certificate2>> LazySubs = new(static () =>
    [
        Load("russian_trusted_sub_ca_2022.pem", Sub2022Sha256),
        Load("russian_trusted_sub_ca_2024.pem", Sub2024Sha256),
    ]);

    /// <summary>The root, the only anchor among them. Shared by the process: not to be disposed.</summary>
    public static X509Certificate2 Root => LazyRoot.Value;

    /// <summary>The sub CAs, which help to build a chain where the server leaves its intermediate out. Never anchors.</summary>
    public static IReadOnlyList<X509Certificate2> SubordinateAuthorities => LazySubs.Value;

    /// <summary>The root, then the sub CAs.</summary>
    public static IReadOnlyList<X509Certificate2> All => [Root, .. SubordinateAuthorities];

    /// <summary>SHA-256 of the certificate's DER, upper-case hexadecimal: what a certificate is known by here.</summary>
    public static string Sha256(this X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Whether the certificate is one of the three.</summary>
    public static bool IsPinned(X509Certificate2 certificate) => certificate.Sha256() is RootSha256 or Sub2022Sha256 or Sub2024Sha256;

    private static X509Certificate2 Load(string name, string pin)
    {
        using Stream stream = typeof(MintsifryCertificates).Assembly.GetManifestResourceStream("GigaChat.Certificates." + name)!;
        using var reader = new StreamReader(stream);
        X509Certificate2 certificate = X509Certificate2.CreateFromPem(reader.ReadToEnd());
        // Bytes that were exchanged in a build must not be trusted.
        return certificate.Sha256() == pin
            ? certificate
            : throw new CryptographicException(Localized.Format(TrustMessages.BuiltInDamaged, name, certificate.Sha256(), pin));
    }
}

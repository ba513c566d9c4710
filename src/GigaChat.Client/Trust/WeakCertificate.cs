using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Trust;

/// <summary>
/// Signatures that can be forged, and keys that can be calculated. Platforms differ in what they refuse by themselves: OpenSSL takes
/// SHA-1 and keys of 1024 bits at the security level that many systems set.
/// </summary>
internal static class WeakCertificate
{
    // The CA/Browser Forum, Baseline Requirements 6.1.5: RSA of at least 2048 bits, elliptic curves of at least 256.
    private const int SmallestRsaKey = 2048;
    private const int SmallestCurve = 256;
    private const int MaxNameLength = 200;
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const string Pss = "1.2.840.113549.1.1.10";
    private const string Sha1 = "SHA-1";

    private static readonly Dictionary<string, string> Broken = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.2"] = "MD2",
        ["1.2.840.113549.1.1.3"] = "MD4",
        ["1.2.840.113549.1.1.4"] = "MD5",
        ["1.2.840.113549.1.1.5"] = Sha1,
        ["1.3.14.3.2.29"] = Sha1,
        ["1.2.840.10040.4.3"] = Sha1,
        ["1.2.840.10045.4.1"] = Sha1,
        // The hashes themselves, as RSASSA-PSS names them.
        ["1.2.840.113549.2.2"] = "MD2",
        ["1.2.840.113549.2.4"] = "MD4",
        ["1.2.840.113549.2.5"] = "MD5",
        ["1.3.14.3.2.26"] = Sha1,
    };

    /// <summary>What is weak in a chain up to its anchor; empty where nothing is.</summary>
    /// <param name="chain">The server's certificate first.</param>
    /// <param name="anchor">The hash of the anchor, whose own signature does not matter; null for the last certificate.</param>
    public static IEnumerable<(CertificateFault Fault, string Text)> Find(IReadOnlyList<X509Certificate2> chain, string? anchor)
    {
        foreach (X509Certificate2 certificate in chain)
        {
            if (WeakKey(certificate) is { } key)
                yield return (CertificateFault.WeakKey, Localized.Format(TrustMessages.FaultWeakKey, Name(certificate), key));
            bool isAnchor = anchor is null
                ? certificate == chain[^1] && (chain.Count > 1 || TrustAnchor.IsSelfIssued(certificate)) : certificate.Sha256() == anchor;
            if (isAnchor)
                yield break;
            if (WeakHash(certificate) is { } hash)
                yield return (CertificateFault.WeakSignature, Localized.Format(TrustMessages.FaultWeakSignature, Name(certificate), hash));
        }
    }

    private static string Name(X509Certificate2 certificate) => VisibleText.OneLine(certificate.Subject, MaxNameLength);

    // Read from the certificate itself. Where the platform imports the key to tell its size, it takes longer and may not know the curve.
    private static string? WeakKey(X509Certificate2 certificate)
    {
        byte[] key = certificate.GetPublicKey();
        switch (certificate.GetKeyAlgorithm())
        {
            case Rsa or Pss:
                int size = RsaSize(key);
                return size < SmallestRsaKey ? $"RSA {size}" : null;
            case EllipticCurve:
                // A point (SEC 1, 2.3.3): a byte, and one coordinate where it is compressed, else two.
                int bits = key is [2 or 3, ..] ? (key.Length - 1) * 8 : (key.Length - 1) / 2 * 8;
                return bits < SmallestCurve ? $"EC {bits}" : null;
            default:
                return null;
        }
    }

    // RFC 8017, A.1.1: a sequence that begins with the modulus.
    private static int RsaSize(byte[] key)
    {
        try
        {
            ReadOnlySpan<byte> modulus = new AsnReader(key, AsnEncodingRules.BER).ReadSequence().ReadIntegerBytes().Span.TrimStart((byte)0);
            return modulus.IsEmpty ? 0 : modulus.Length * 8 - BitOperations.LeadingZeroCount((uint)modulus[0] << 24);
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException(e.Message, e);
        }
    }

    private static string? WeakHash(X509Certificate2 certificate)
        => Broken.GetValueOrDefault(certificate.SignatureAlgorithm.Value == Pss
            ? PssHash(certificate) : certificate.SignatureAlgorithm.Value ?? "");

    // The platform names the scheme alone. Its parameters name the hash; where they do not, it is SHA-1 (RFC 4055).
    private static string PssHash(X509Certificate2 certificate)
    {
        const string unnamed = "1.3.14.3.2.26";
        try
        {
            AsnReader whole = new AsnReader(certificate.RawData, AsnEncodingRules.BER).ReadSequence();
            whole.ReadEncodedValue();
            AsnReader algorithm = whole.ReadSequence();
            algorithm.ReadObjectIdentifier();
            if (!algorithm.HasData)
                return unnamed;
            AsnReader parameters = algorithm.ReadSequence();
            var hash = new Asn1Tag(TagClass.ContextSpecific, 0);
            return parameters.HasData && parameters.PeekTag().HasSameClassAndValue(hash)
                ? parameters.ReadSequence(hash).ReadSequence().ReadObjectIdentifier() : unnamed;
        }
        catch (AsnContentException)
        {
            return unnamed;
        }
    }
}

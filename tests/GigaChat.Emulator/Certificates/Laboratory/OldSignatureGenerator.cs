using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>Signs with MD5 or SHA-1, which the framework's own generators refuse.</summary>
internal sealed class OldSignatureGenerator(RSA key) : X509SignatureGenerator
{
    private readonly X509SignatureGenerator _inner = CreateForRSA(key, RSASignaturePadding.Pkcs1);

    // The object identifiers 1.2.840.113549.1.1.4 and .5, md5WithRSAEncryption and sha1WithRSAEncryption, with NULL as parameter
    // (RFC 8017, A.2.4).
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
        => [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, (byte)(hashAlgorithm == HashAlgorithmName.MD5 ? 4 : 5),
            0x05, 0x00];

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm)
        => key.SignData(data, hashAlgorithm, RSASignaturePadding.Pkcs1);

    protected override PublicKey BuildPublicKey() => _inner.PublicKey;
}

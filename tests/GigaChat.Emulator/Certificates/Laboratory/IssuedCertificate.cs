using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>A certificate of the laboratory with its key. Each can issue others, also those that may not.</summary>
internal sealed class IssuedCertificate
{
    // Making one takes a tenth of a second, and none of them protects anything.
    private static readonly Lazy<RSA> Rsa2048 = new(static () => RSA.Create(2048));
    private static readonly Lazy<RSA> OtherRsa2048 = new(static () => RSA.Create(2048));
#pragma warning disable CA5385 // Too short on purpose.
    private static readonly Lazy<RSA> Rsa1024 = new(static () => RSA.Create(1024));
    private static readonly Lazy<RSA> Rsa512 = new(static () => RSA.Create(512));
#pragma warning restore CA5385

    private readonly X500DistinguishedName _subject;

    private IssuedCertificate(byte[] raw, AsymmetricAlgorithm key, X500DistinguishedName subject)
    {
        Raw = raw;
        Key = key;
        _subject = subject;
    }

    /// <summary>The certificate in DER.</summary>
    public byte[] Raw { get; }

    public AsymmetricAlgorithm Key { get; }

    /// <summary>A certificate that signed itself.</summary>
    public static IssuedCertificate SelfSigned(CertificateRecipe recipe)
    {
        var key = NewKey(recipe.Key, isRoot: true);
        return new(Sign(recipe, key, key, recipe.Subject), key, recipe.Subject);
    }

    /// <summary>A certificate that this one signs.</summary>
    public IssuedCertificate Issue(CertificateRecipe recipe)
    {
        var key = NewKey(recipe.Key, isRoot: false);
        return new(Sign(recipe, key, Key, _subject), key, recipe.Subject);
    }

    /// <summary>A certificate that names this one as its issuer, and is signed by a key that is not its.</summary>
    public IssuedCertificate Forge(CertificateRecipe recipe)
    {
        var key = NewKey(recipe.Key, isRoot: false);
        return new(Sign(recipe, key, NewKey(KeyKind.P256, isRoot: false), _subject), key, recipe.Subject);
    }

    /// <summary>The same key under a certificate that another one signed.</summary>
    public IssuedCertificate SignedBy(IssuedCertificate issuer, CertificateRecipe recipe)
        => new(Sign(recipe, Key, issuer.Key, issuer._subject), Key, recipe.Subject);

    /// <summary>The same with a byte of its signature changed.</summary>
    public IssuedCertificate Damaged()
    {
        byte[] raw = [.. Raw];
        raw[^5] ^= 0xFF;
        return new(raw, Key, _subject);
    }

    private static byte[] Sign(CertificateRecipe recipe, AsymmetricAlgorithm key, AsymmetricAlgorithm signer, X500DistinguishedName issuer)
    {
        X509SignatureGenerator generator = signer is not RSA rsa ? X509SignatureGenerator.CreateForECDsa((ECDsa)signer)
            : recipe.Hash == HashAlgorithmName.MD5 || recipe.Hash == HashAlgorithmName.SHA1 ? new OldSignatureGenerator(rsa)
            : X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1);
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        using var certificate = recipe.ToRequest(key).Create(
            issuer, generator, DateTimeOffset.UtcNow.AddDays(recipe.Days.From), DateTimeOffset.UtcNow.AddDays(recipe.Days.To), serial);
        return certificate.RawData;
    }

    private static AsymmetricAlgorithm NewKey(KeyKind kind, bool isRoot) => kind switch
    {
        KeyKind.Rsa2048 => isRoot ? OtherRsa2048.Value : Rsa2048.Value,
        KeyKind.Rsa1024 => Rsa1024.Value,
        KeyKind.Rsa512 => Rsa512.Value,
        _ => ECDsa.Create(ECCurve.NamedCurves.nistP256),
    };
}

using System.Security.Cryptography;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>The authorities that the cases of one laboratory share.</summary>
internal sealed class LaboratoryMaterial
{
    public const string RootName = "GigaChat laboratory root";
    private readonly Lazy<IssuedCertificate> _rsaRoot = new(static ()
        => IssuedCertificate.SelfSigned(CertificateRecipe.Authority("GigaChat laboratory RSA root") with { Key = KeyKind.Rsa2048 }));
    private readonly Lazy<IssuedCertificate> _sha1Root = new(static ()
        => IssuedCertificate.SelfSigned(CertificateRecipe.Authority("GigaChat laboratory old root") with
    {
        Key = KeyKind.Rsa2048,
        Hash = HashAlgorithmName.SHA1,
    }));

    public LaboratoryMaterial()
    {
        Root = IssuedCertificate.SelfSigned(CertificateRecipe.Authority(RootName));
        Sub = Root.Issue(CertificateRecipe.Authority("GigaChat laboratory sub"));
    }

    /// <summary>The first root.</summary>
    public IssuedCertificate Root { get; }

    /// <summary>An authority below it.</summary>
    public IssuedCertificate Sub { get; }

    /// <summary>A root with an RSA key: only those sign weak hashes.</summary>
    public IssuedCertificate RsaRoot => _rsaRoot.Value;

    /// <summary>A root that signed itself with SHA-1, as many old ones did.</summary>
    public IssuedCertificate Sha1Root => _sha1Root.Value;

    /// <summary>The certificates of all three.</summary>
    public IEnumerable<byte[]> Roots => [Root.Raw, RsaRoot.Raw, Sha1Root.Raw];

    /// <summary>A server's certificate below the sub, and the sub.</summary>
    public IReadOnlyList<IssuedCertificate> Good(CertificateRecipe server) => [Sub.Issue(server), Sub];
}

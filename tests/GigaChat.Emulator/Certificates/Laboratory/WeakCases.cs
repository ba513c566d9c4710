using System.Security.Cryptography;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>Signatures and keys that can be forged (CA/Browser Forum Baseline Requirements, 6.1.5 and 7.1.3.2).</summary>
internal static class WeakCases
{
    public static IEnumerable<TlsCase> All =>
    [
        New("md5", "Signed with MD5.", HashAlgorithmName.MD5, isSub: false),
        New("sha1", "Signed with SHA-1.", HashAlgorithmName.SHA1, isSub: false),
        New("md5-sub", "The authority is signed with MD5.", HashAlgorithmName.MD5, isSub: true),
        New("sha1-sub", "The authority is signed with SHA-1.", HashAlgorithmName.SHA1, isSub: true),
        New("rsa-512", "An RSA key of 512 bits.", KeyKind.Rsa512, isSub: false),
        New("rsa-1024", "An RSA key of 1024 bits.", KeyKind.Rsa1024, isSub: false),
        New("rsa-1024-sub", "An authority with an RSA key of 1024 bits.", KeyKind.Rsa1024, isSub: true),
    ];

    private static TlsCase New(string name, string description, HashAlgorithmName hash, bool isSub)
        => New(name, description, (material, host) =>
    {
        var sub = material.RsaRoot.Issue(CertificateRecipe.Authority("Weak sub") with { Key = KeyKind.Rsa2048, Hash = isSub ? hash
            : HashAlgorithmName.SHA256 });
        return [sub.Issue(CertificateRecipe.Server(host) with { Hash = isSub ? HashAlgorithmName.SHA256 : hash }), sub];
    }) with
    {
        IsOfFirstRoot = false,
    };

    private static TlsCase New(string name, string description, KeyKind key, bool isSub) => New(name, description, (material, host) =>
    {
        var sub = material.Root.Issue(CertificateRecipe.Authority("Weak sub") with { Key = isSub ? key : KeyKind.P256 });
        return [sub.Issue(CertificateRecipe.Server(host) with { Key = isSub ? KeyKind.P256 : key }), sub];
    });

    private static TlsCase New(string name, string description, Func<LaboratoryMaterial, string, IReadOnlyList<IssuedCertificate>> chain)
        => new(name, description, TlsExpectation.Refused, "It can be forged.") { Chain = chain };
}

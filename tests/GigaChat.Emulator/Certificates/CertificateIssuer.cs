using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Emulator.Certificates;

/// <summary>A certificate with its private key that signs further ones.</summary>
internal sealed class CertificateIssuer : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly bool _useRsa;

    private CertificateIssuer(X509Certificate2 certificate, bool useRsa)
    {
        Certificate = certificate;
        _useRsa = useRsa;
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>A root; its key, and all keys of what it issues but clients, are of 2048 bits RSA or of the curve P-256.</summary>
    public static CertificateIssuer CreateRoot(string name, bool useRsa) => CreateRoot(FullName(name), useRsa);

    /// <inheritdoc cref="CreateRoot(string, bool)"/>
    public static CertificateIssuer CreateRoot(X500DistinguishedName name, bool useRsa)
    {
        using var key = CreateKey(useRsa);
        var request = AuthorityRequest(name, key, pathLength: 4);
        return new(request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-3), DateTimeOffset.UtcNow.AddYears(10)), useRsa);
    }

    public CertificateIssuer CreateIntermediate(string name)
    {
        using var key = CreateKey(_useRsa);
        var request = AuthorityRequest(FullName(name), key, pathLength: 0);
        using var issued = Sign(request, DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(9));
        return new(WithKey(issued, key), _useRsa);
    }

    /// <summary>A server certificate; <paramref name="days"/> is its life from and to, counted from now.</summary>
    public X509Certificate2 CreateServer(string name, Action<SubjectAlternativeNameBuilder> hosts, (int From, int To) days)
    {
        using var key = CreateKey(_useRsa);
        var now = DateTimeOffset.UtcNow;
        using var issued = Sign(ServerRequest(name, key, hosts), now.AddDays(days.From), now.AddDays(days.To));
        return WithKey(issued, key);
    }

    public static X509Certificate2 CreateSelfSignedServer(string name, Action<SubjectAlternativeNameBuilder> hosts, bool useRsa)
    {
        using var key = CreateKey(useRsa);
        return ServerRequest(name, key, hosts).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
    }

    /// <summary>
    /// A certificate that is no CA, to be misused as one. It has no key usage: with one, OpenSSL would not even
    /// take it for the issuer, and the server would leave it out of what it sends.
    /// </summary>
    public CertificateIssuer CreateFalseAuthority(string name)
    {
        using var key = CreateKey(_useRsa);
        var request = Request(new($"CN={name}"), key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var issued = Sign(request, DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(200));
        return new(WithKey(issued, key), _useRsa);
    }

    public X509Certificate2 CreateClient(string name, RSA key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        AddEndEntityExtensions(request, ClientAuthentication);
        using var issued = Sign(request, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
        return issued.CopyWithPrivateKey(key);
    }

    public void Dispose() => Certificate.Dispose();

    private static AsymmetricAlgorithm CreateKey(bool useRsa)
        => useRsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CertificateRequest Request(X500DistinguishedName name, AsymmetricAlgorithm key) => key is RSA rsa
        ? new(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : new(name, (ECDsa)key, HashAlgorithmName.SHA256);

    private static X509Certificate2 WithKey(X509Certificate2 issued, AsymmetricAlgorithm key)
        => key is RSA rsa ? issued.CopyWithPrivateKey(rsa) : issued.CopyWithPrivateKey((ECDsa)key);

    private static X500DistinguishedName FullName(string name) => new($"CN={name}, O=GigaChat emulator");

    private static CertificateRequest AuthorityRequest(X500DistinguishedName name, AsymmetricAlgorithm key, int pathLength)
    {
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLength, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest ServerRequest(string name, AsymmetricAlgorithm key, Action<SubjectAlternativeNameBuilder> hosts)
    {
        var request = Request(new($"CN={name}"), key);
        AddEndEntityExtensions(request, ServerAuthentication);
        var names = new SubjectAlternativeNameBuilder();
        hosts(names);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static void AddEndEntityExtensions(CertificateRequest request, string usage)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
    }

    /// <summary>Signs through a generator and not by certificate: that overload refuses an issuer that is no CA.</summary>
    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        using AsymmetricAlgorithm key = _useRsa ? Certificate.GetRSAPrivateKey()! : Certificate.GetECDsaPrivateKey()!;
        var generator = key is RSA rsa
            ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa((ECDsa)key);
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        return request.Create(Certificate.SubjectName, generator, notBefore, notAfter, serial);
    }
}

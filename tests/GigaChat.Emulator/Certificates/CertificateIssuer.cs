using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Emulator.Certificates;

/// <summary>A certificate with its private key that signs further ones.</summary>
internal sealed class CertificateIssuer : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private CertificateIssuer(X509Certificate2 certificate) => Certificate = certificate;

    public X509Certificate2 Certificate { get; }

    public static CertificateIssuer CreateRoot(string name) => CreateRoot(FullName(name));

    public static CertificateIssuer CreateRoot(X500DistinguishedName name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = AuthorityRequest(name, key, pathLength: 4);
        return new(request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-3), DateTimeOffset.UtcNow.AddYears(10)));
    }

    public CertificateIssuer CreateIntermediate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = AuthorityRequest(FullName(name), key, pathLength: 0);
        using var issued = Sign(request, DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(9));
        return new(issued.CopyWithPrivateKey(key));
    }

    /// <summary>A server certificate; <paramref name="days"/> is its life from and to, counted from now.</summary>
    public X509Certificate2 CreateServer(string name, Action<SubjectAlternativeNameBuilder> hosts, (int From, int To) days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var issued = Sign(ServerRequest(name, key, hosts), now.AddDays(days.From), now.AddDays(days.To));
        return issued.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 CreateSelfSignedServer(string name, Action<SubjectAlternativeNameBuilder> hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return ServerRequest(name, key, hosts).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
    }

    /// <summary>
    /// A certificate that is no CA, to be misused as one. It has no key usage: with one, OpenSSL would not even
    /// take it for the issuer, and the server would leave it out of what it sends.
    /// </summary>
    public CertificateIssuer CreateFalseAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var issued = Sign(request, DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(200));
        return new(issued.CopyWithPrivateKey(key));
    }

    public X509Certificate2 CreateClient(string name, RSA key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        AddEndEntityExtensions(request, ClientAuthentication);
        using var issued = Sign(request, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
        return issued.CopyWithPrivateKey(key);
    }

    public void Dispose() => Certificate.Dispose();

    private static X500DistinguishedName FullName(string name) => new($"CN={name}, O=GigaChat emulator");

    private static CertificateRequest AuthorityRequest(X500DistinguishedName name, ECDsa key, int pathLength)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLength, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest ServerRequest(string name, ECDsa key, Action<SubjectAlternativeNameBuilder> hosts)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
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
        using var key = Certificate.GetECDsaPrivateKey()!;
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        return request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), notBefore, notAfter, serial);
    }
}

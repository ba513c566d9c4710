using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Tests;

/// <summary>A certificate with its key, made on the spot, that can issue others.</summary>
internal sealed class TestAuthority
{
    public const string MintsifryName = "C=RU, O=The Ministry of Digital Development and Communications, CN=Russian Trusted Root CA";

    private readonly ECDsa _key;

    private TestAuthority(X509Certificate2 certificate, ECDsa key)
    {
        Certificate = certificate;
        _key = key;
    }

    /// <summary>The certificate without its key, as a file or a server shows it.</summary>
    public X509Certificate2 Certificate { get; }

    public static TestAuthority Root(string name = "CN=Test Root", bool isAuthority = true, DateTimeOffset? notAfter = null)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(name, key, isAuthority);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddYears(-5), notAfter ?? DateTimeOffset.UtcNow.AddYears(5));
        return new TestAuthority(PublicPart(certificate), key);
    }

    /// <summary>A subordinate; one that is no authority plays a leaf that signs nevertheless.</summary>
    public TestAuthority Subordinate(string name = "CN=Test Sub", bool isAuthority = true, DateTimeOffset? notAfter = null)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestAuthority(
            Issue(Request(name, key, isAuthority), DateTimeOffset.UtcNow.AddYears(-4), notAfter ?? DateTimeOffset.UtcNow.AddYears(4)), key);
    }

    /// <summary>Another key under the same name, as a forger would make it.</summary>
    public TestAuthority Forged()
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(Certificate.Subject, key, isAuthority: true);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddYears(-4), DateTimeOffset.UtcNow.AddYears(4));
        return new TestAuthority(PublicPart(certificate), key);
    }

    /// <summary>A server's certificate with its key.</summary>
    /// <param name="names">DNS names or IP addresses.</param>
    /// <param name="from">Days from now.</param>
    /// <param name="to">Days from now.</param>
    /// <param name="usage">Extended key usage; server authentication by default.</param>
    /// <param name="authorityKey">Whether it names its issuer's key, as real ones do.</param>
    public X509Certificate2 Leaf(string names, int from = -1, int to = 30, string usage = "1.3.6.1.5.5.7.3.1", bool authorityKey = true)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Issue(
            LeafRequest(names, key, usage), DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to), authorityKey);
        using X509Certificate2 withKey = certificate.CopyWithPrivateKey(key);
        // Windows cannot serve TLS with a key that lives in memory only.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    public static X509Certificate2 SelfSignedLeaf(string names)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = LeafRequest(names, key, "1.3.6.1.5.5.7.3.1")
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    private X509Certificate2 Issue(CertificateRequest request, DateTimeOffset from, DateTimeOffset to, bool authorityKey = true)
    {
        if (authorityKey)
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        var generator = X509SignatureGenerator.CreateForECDsa(_key);
        return request.Create(Certificate.SubjectName, generator, from, to, RandomNumberGenerator.GetBytes(12));
    }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        if (isAuthority)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest LeafRequest(string names, ECDsa key, string usage)
    {
        CertificateRequest request = Request("CN=server", key, isAuthority: false);
        var alternative = new SubjectAlternativeNameBuilder();
        foreach (string name in names.Split(' '))
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
                alternative.AddIpAddress(address);
            else
                alternative.AddDnsName(name);
        }
        request.CertificateExtensions.Add(alternative.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        return request;
    }

    private static X509Certificate2 PublicPart(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);
}

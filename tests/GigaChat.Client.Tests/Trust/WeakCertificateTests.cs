using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Trust;

namespace GigaChat.Tests.Trust;

public sealed class WeakCertificateTests
{
    // Weak hashes are in the TLS laboratory: the framework signs with none of them.
    [Theory]
    [InlineData(2048, true)]
    [InlineData(1024, false)]
    public void A_short_key_is_found_also_in_an_anchor(int bits, bool isGood)
    {
        using var key = RSA.Create(bits);
        using X509Certificate2 certificate = Create(
            new CertificateRequest("CN=Тест", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal(isGood, !WeakCertificate.Find([certificate], anchor: "").Any());
        Assert.Equal(isGood, !WeakCertificate.Find([certificate], certificate.Sha256()).Any());
    }

    [Fact]
    public void The_hash_of_a_signature_with_parameters_is_read_from_them()
    {
        using var key = RSA.Create(2048);
        using X509Certificate2 certificate = Create(new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        Assert.Empty(WeakCertificate.Find([certificate], anchor: ""));
    }

    [Fact]
    public void An_elliptic_curve_of_256_bits_is_good()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Create(new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256));
        Assert.Empty(WeakCertificate.Find([certificate], anchor: ""));
    }

    [Fact]
    public void A_short_elliptic_curve_is_found()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp224r1"));
        using X509Certificate2 certificate = Create(new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256));
        (CertificateFault fault, string text) = Assert.Single(WeakCertificate.Find([certificate], anchor: null));
        Assert.Equal(CertificateFault.WeakKey, fault);
        Assert.Contains("EC 224", text, StringComparison.Ordinal);
    }

    private static X509Certificate2 Create(CertificateRequest request)
        => request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Tests;
using GigaChat.Trust;
using GigaChat.TrustStores;

namespace GigaChat.Commands.Tests.TrustStores;

public sealed class CertificateSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gigachat-tests-");
    private readonly TestAuthority _root = TestAuthority.Root("CN=Some Root");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_root_that_is_not_pinned_takes_a_confirmation()
    {
        string path = Write(_root);
        var error = Assert.Throws<GigaChatException>(() => CertificateSource.ForInstallation([path], allowUnpinned: false));
        Assert.Contains("-Force", error.Message, StringComparison.Ordinal);
        Assert.Contains(_root.Certificate.Sha256(), error.Message, StringComparison.Ordinal);
        Assert.Single(CertificateSource.ForInstallation([path], allowUnpinned: true).Certificates);
    }

    [Fact]
    public void What_is_no_CA_or_ran_out_is_refused_even_when_confirmed()
    {
        TestAuthority leaf = TestAuthority.Root("CN=Leaf", isAuthority: false);
        Assert.Contains("not a CA", Refused(leaf).Message, StringComparison.Ordinal);
        TestAuthority old = TestAuthority.Root("CN=Old", notAfter: DateTimeOffset.UtcNow.AddDays(-1));
        Assert.Contains("expired", Refused(old).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_CA_whose_certificates_could_be_forged_is_refused_even_when_confirmed()
    {
        using var key = RSA.Create(1024);
        var request = new CertificateRequest("CN=Короткий ключ", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 weak = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string path = Path.Combine(_folder.FullName, "weak.pem");
        File.WriteAllText(path, weak.ExportCertificatePem());
        var error = Assert.Throws<GigaChatException>(() => CertificateSource.ForInstallation([path], allowUnpinned: true));
        Assert.Contains("RSA 1024", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sub_CA_takes_a_root_that_is_known_or_comes_with_it()
    {
        TestAuthority sub = _root.Subordinate();
        Assert.Contains("was issued neither", Refused(sub).Message, StringComparison.Ordinal);
        CertificateSource both = CertificateSource.ForInstallation([Write(sub, _root)], allowUnpinned: true);
        Assert.Equal(["CN=Some Root", "CN=Test Sub"], both.Certificates.Select(certificate => certificate.Certificate.Subject));
    }

    [Fact]
    public void A_sub_CA_of_the_pinned_root_brings_that_root_along()
    {
        string path = Path.Combine(_folder.FullName, "sub.pem");
        File.WriteAllText(path, MintsifryCertificates.SubordinateAuthorities[1].ExportCertificatePem());
        Assert.Equal(
            [MintsifryCertificates.RootSha256, MintsifryCertificates.Sub2024Sha256],
            CertificateSource.ForInstallation([path], allowUnpinned: false).Certificates.Select(certificate => certificate.Sha256));
        Assert.Single(CertificateSource.Read([path]).Certificates);
    }

    [Theory]
    [InlineData("2026-11-20", 0)]
    [InlineData("2026-12-07", 1)]
    [InlineData("2027-03-07", 1)]
    [InlineData("2031-12-31", 3)]
    public void The_end_of_a_certificate_is_told_90_days_before(string day, int warnings)
        => Assert.Equal(warnings, CertificateSource.Warnings(
            CertificateSource.Embedded.Certificates,
            DateTime.Parse(day, null, System.Globalization.DateTimeStyles.AdjustToUniversal)).Count());

    private GigaChatException Refused(TestAuthority authority)
        => Assert.Throws<GigaChatException>(() => CertificateSource.ForInstallation([Write(authority)], allowUnpinned: true));

    private string Write(params TestAuthority[] authorities)
    {
        string path = Path.Combine(_folder.FullName, Guid.NewGuid() + ".pem");
        File.WriteAllText(path, string.Join('\n', authorities.Select(authority => authority.Certificate.ExportCertificatePem())));
        return path;
    }
}

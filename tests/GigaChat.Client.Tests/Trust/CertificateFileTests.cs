using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GigaChat.Trust;

namespace GigaChat.Tests.Trust;

public sealed class CertificateFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gigachat-tests-");
    private readonly X509Certificate2 _root = MintsifryCertificates.Root;
    private readonly X509Certificate2 _sub = MintsifryCertificates.SubordinateAuthorities[1];

    public static TheoryData<string> Forms =>
    [
        "pem", "pem-crlf", "pem-no-final-newline", "pem-utf8-bom", "pem-utf16", "pem-with-text", "pem-glued", "pem-twice",
        "der", "pkcs7-der", "pkcs7-pem", "base64", "base64-wrapped", "base64-of-pem", "pem-of-pem",
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_in_which_the_certificates_go_about_is_read(string form)
    {
        string pem = _root.ExportCertificatePem() + "\n";
        string both = pem + _sub.ExportCertificatePem() + "\n";
        byte[] pkcs7 = new X509Certificate2Collection { _root, _sub }.Export(X509ContentType.Pkcs7)!;
        (byte[] bytes, int count) = form switch
        {
            "pem" => (Utf8(both), 2),
            "pem-crlf" => (Utf8(both.ReplaceLineEndings("\r\n")), 2),
            "pem-no-final-newline" => (Utf8(both.TrimEnd()), 2),
            "pem-utf8-bom" => ([0xEF, 0xBB, 0xBF, .. Utf8(pem)], 1),
            "pem-utf16" => ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(both)], 2),
            "pem-with-text" => (Utf8("subject=C = RU - корень\n" + pem + "-- \nsub\n" + _sub.ExportCertificatePem()), 2),
            "pem-glued" => (Utf8(pem.TrimEnd() + _sub.ExportCertificatePem()), 2),
            "pem-twice" => (Utf8(pem + pem), 1),
            "der" => (_root.RawData, 1),
            "pkcs7-der" => (pkcs7, 2),
            "pkcs7-pem" => (Utf8(new string(PemEncoding.Write("PKCS7", pkcs7))), 2),
            "base64" => (Utf8(Convert.ToBase64String(_root.RawData)), 1),
            "base64-wrapped" => (Utf8(Convert.ToBase64String(_root.RawData, Base64FormattingOptions.InsertLineBreaks) + "\r\n"), 1),
            "base64-of-pem" => (Utf8(Convert.ToBase64String(Utf8(both))), 2),
            "pem-of-pem" => (Utf8(new string(PemEncoding.Write("CERTIFICATE", Utf8(pem)))), 1),
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };

        CertificateBundle bundle = CertificateFile.Read(Write("certificate.cer", bytes));

        Assert.Equal(
            new[] { _root, _sub }.Take(count).Select(c => c.Sha256()).Order(), bundle.Certificates.Select(c => c.Sha256()).Order());
        Assert.Empty(bundle.Notes);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n ", "empty")]
    [InlineData("<!DOCTYPE html><html><body>404</body></html>", "web page")]
    [InlineData("\n<html>", "web page")]
    [InlineData("hello", "no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIFwjCCA6qg\n", "damaged")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIFwjCCA6qg\n-----END CERTIFICATE-----\n", "damaged")]
    [InlineData("-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n", "damaged")]
    public void What_is_no_certificate_is_named(string content, string expected)
    {
        string path = Write("bad.pem", Utf8(content));
        var error = Assert.Throws<GigaChatException>(() => CertificateFile.Read(path));
        Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_key_alone_is_named_and_beside_a_certificate_left_out()
    {
        using RSA key = RSA.Create(2048);
        string pem = key.ExportPkcs8PrivateKeyPem();
        var error = Assert.Throws<GigaChatException>(() => CertificateFile.Parse(Utf8(pem), "key.pem"));
        Assert.Contains("private key", error.Message, StringComparison.Ordinal);

        CertificateBundle bundle = CertificateFile.Parse(Utf8(pem + "\n" + _root.ExportCertificatePem()), "both.pem");
        Assert.Single(bundle.Certificates);
        Assert.Contains("private key", Assert.Single(bundle.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_GOST_certificate_alone_is_named_and_beside_others_left_out()
    {
        byte[] gost = GostCertificate();
        var error = Assert.Throws<GigaChatException>(() => CertificateFile.Parse(gost, "gost.crt"));
        Assert.Contains("GOST", error.Message, StringComparison.Ordinal);

        string both = new string(PemEncoding.Write("CERTIFICATE", gost)) + "\n" + _root.ExportCertificatePem();
        CertificateBundle bundle = CertificateFile.Parse(Utf8(both), "both.pem");
        Assert.Equal(MintsifryCertificates.RootSha256, Assert.Single(bundle.Certificates).Sha256());
        Assert.Contains("GOST", Assert.Single(bundle.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_PFX_is_named()
    {
        using X509Certificate2 leaf = TestAuthority.SelfSignedLeaf("localhost");
        var error = Assert.Throws<GigaChatException>(() => CertificateFile.Parse(leaf.Export(X509ContentType.Pfx), "a.pfx"));
        Assert.Contains("PFX", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_a_directory_and_a_huge_file_are_named()
    {
        var missing = Assert.Throws<GigaChatException>(() => CertificateFile.Read(Path.Combine(_folder.FullName, "none.pem")));
        Assert.Equal(GigaChatErrorKind.FileNotFound, missing.Kind);
        var directory = Assert.Throws<GigaChatException>(() => CertificateFile.Read(_folder.FullName));
        Assert.Contains("folder", directory.Message, StringComparison.Ordinal);
        var huge = Assert.Throws<GigaChatException>(() => CertificateFile.Read(Write("huge.pem", new byte[CertificateFile.MaxBytes + 1])));
        Assert.Equal(GigaChatErrorKind.TooLarge, huge.Kind);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A real certificate whose signature algorithm is that of GOST R 34.10-2012; the signature itself is noise.</summary>
    private static byte[] GostCertificate()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=Russian Trusted Root CA GOST 2025", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.Create(
            request.SubjectName, new GostGenerator(key), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1]);
        return certificate.RawData;
    }

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private sealed class GostGenerator(RSA key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
                writer.WriteObjectIdentifier("1.2.643.7.1.1.3.2");
            return writer.Encode();
        }

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => new byte[64];

        protected override PublicKey BuildPublicKey() => new(key);
    }
}

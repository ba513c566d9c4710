using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Authentication;

namespace GigaChat.Tests.Authentication;

/// <summary>The forms that client certificates go about in; what is refused, and why, is tested with the cmdlet.</summary>
public sealed class ClientCertificateFileTests : IDisposable
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;

    public ClientCertificateFileTests()
    {
        var request = new CertificateRequest("CN=Клиент", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_key_may_come_first_with_text_around_and_windows_line_ends()
        => AssertRead(
            Write(
                $"Bag Attributes: ключ\n{_key.ExportPkcs8PrivateKeyPem()}\nsubject=Клиент\n{_certificate.ExportCertificatePem()}\n"
                    .ReplaceLineEndings("\r\n")));

    [Fact]
    public void The_key_may_be_pkcs1() => AssertRead(Write(_certificate.ExportCertificatePem()), Write(_key.ExportRSAPrivateKeyPem()));

    [Fact]
    public void The_key_may_be_encrypted_in_one_file_with_the_certificate()
        => AssertRead(
            Write($"{_certificate.ExportCertificatePem()}\n{_key.ExportEncryptedPkcs8PrivateKeyPem("пароль", Encryption)}"),
            password: "пароль");

    [Fact]
    public void The_key_may_be_of_a_curve()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=Кривая", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using X509Certificate2 read = ClientCertificateFile.Read(
            Write(certificate.ExportCertificatePem()), Write(key.ExportECPrivateKeyPem()), null);
        Assert.True(read.HasPrivateKey);
    }

    [Fact]
    public void A_pfx_may_have_no_password() => AssertRead(Write(_certificate.Export(X509ContentType.Pkcs12)));

    [Fact]
    public void A_key_that_fits_another_certificate_is_told_from_a_wrong_password()
    {
        using RSA other = RSA.Create(2048);
        string certificate = Write(_certificate.ExportCertificatePem());
        string otherKey = Write(other.ExportEncryptedPkcs8PrivateKeyPem("пароль", Encryption));
        string fits = Assert.Throws<GigaChatException>(
            () => ClientCertificateFile.Read(certificate, otherKey, Secret.From("пароль"))).Message;
        string opens = Assert.Throws<GigaChatException>(
            () => ClientCertificateFile.Read(certificate, otherKey, Secret.From("другой"))).Message;
        Assert.Contains("does not match", fits, StringComparison.Ordinal);
        Assert.Contains("password", opens, StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_is_made_from_the_files()
    {
        string certificate = Write(_certificate.ExportCertificatePem());
        using var password = Secret.From("пароль");
        using GigaChatCredential credential = GigaChatCredential.FromCertificateFile(
            certificate, Write(_key.ExportEncryptedPkcs8PrivateKeyPem("пароль", Encryption)), password);
        Assert.Equal(SignInKind.Certificate, credential.Kind);
        Assert.Equal(_certificate.Thumbprint, credential.Certificate!.Thumbprint);

        var withoutKey = Assert.Throws<GigaChatException>(() => GigaChatCredential.FromCertificateFile(certificate));
        Assert.Equal(GigaChatErrorKind.KeyInvalid, withoutKey.Kind);
    }

    [Fact]
    public void A_thumbprint_that_no_store_holds_is_an_error_of_the_key()
    {
        var error = Assert.Throws<GigaChatException>(() => GigaChatCredential.FromCertificateThumbprint(_certificate.Thumbprint));
        Assert.Equal(GigaChatErrorKind.KeyInvalid, error.Kind);
        Assert.Contains(_certificate.Thumbprint, error.Message, StringComparison.Ordinal);
    }

    private void AssertRead(string certificate, string? key = null, string? password = null)
    {
        using X509Certificate2 read = ClientCertificateFile.Read(certificate, key, password is null ? null : Secret.From(password));
        Assert.Equal(_certificate.Thumbprint, read.Thumbprint);
        using RSA? privateKey = read.GetRSAPrivateKey();
        Assert.NotNull(privateKey);
        byte[] data = [1, 2, 3];
        byte[] signature = privateKey.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.True(_key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private string Write(string text) => Write(System.Text.Encoding.UTF8.GetBytes(text));

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid()}.pem");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}

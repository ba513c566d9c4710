using System.Formats.Asn1;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GigaChat.Authentication;
using GigaChat.Trust;

namespace GigaChat.Tests.Fuzzing;

/// <summary>Certificate files, and servers' certificates, with something wrong in them.</summary>
public sealed class CertificateFuzzTests : IDisposable
{
    private const string Password = "пароль";

    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;
    private readonly TestAuthority _root = TestAuthority.Root();
    private readonly X509Certificate2 _leaf;

    public CertificateFuzzTests() => _leaf = _root.Leaf("localhost");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Certificate_files_are_read_or_refused()
    {
        string root = _root.Certificate.ExportCertificatePem() + "\n", leaf = _leaf.ExportCertificatePem() + "\n";
        byte[] pkcs7 = new X509Certificate2Collection { _root.Certificate, MintsifryCertificates.Root }.Export(X509ContentType.Pkcs7)!;
        byte[][] good =
        [
            Utf8(root), Utf8((root + leaf).ReplaceLineEndings("\r\n")), Utf8(root.TrimEnd()), _root.Certificate.RawData, pkcs7,
            Utf8(new string(PemEncoding.Write("PKCS7", pkcs7))),
            Utf8("<!DOCTYPE html><html><body><pre>" + root + "</pre></body></html>"),
            Utf8(new string(PemEncoding.Write("CERTIFICATE", Utf8(root)))), Utf8(root.TrimEnd() + leaf),
            Gost(), [.. Utf8(new string(PemEncoding.Write("CERTIFICATE", Gost()))), (byte)'\n', .. Utf8(root)],
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(root)],
            Utf8(Convert.ToBase64String(_root.Certificate.RawData)), _leaf.Export(X509ContentType.Pfx),
            Utf8(_leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n" + leaf),
        ];
        Fuzz.Run("certificate files", 300, Mutations.Any(good), file =>
        {
            CertificateBundle? bundle = null;
            if (Fuzz.Ours(() => bundle = CertificateFile.Parse(file.Value, "fuzz.pem")) is null)
            {
                Assert.NotEmpty(bundle!.Certificates);
                Assert.All(bundle.Certificates, Judge);
            }
            Assert.Equal(
                bundle?.Certificates.Select(static c => c.Sha256()) ?? [], CertificateFile.Find(file.Value).Select(static c => c.Sha256()));
            CertificateFile.HoldsOnly(file.Value, MintsifryCertificates.RootSha256);
        }, [.. good.Select(static bytes => new Bytes(bytes)), .. Nasty, .. NamedCertificates()]);
    }

    [Fact]
    public void Client_certificate_files_are_read_or_refused()
    {
        using ECDsa key = _leaf.GetECDsaPrivateKey()!;
        string certificate = _leaf.ExportCertificatePem() + "\n", clear = key.ExportPkcs8PrivateKeyPem() + "\n";
        string locked = key.ExportEncryptedPkcs8PrivateKeyPem(
            Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)) + "\n";
        byte[][] files =
        [
            Utf8(certificate + clear), Utf8(clear + certificate), Utf8(certificate + locked),
            Utf8((certificate + key.ExportECPrivateKeyPem()).ReplaceLineEndings("\r\n")),
            Utf8((certificate + clear).TrimEnd()), _leaf.Export(X509ContentType.Pfx), _leaf.Export(X509ContentType.Pfx, Password),
            _leaf.RawData, Utf8("<html>" + certificate + clear), [.. Encoding.UTF8.Preamble, .. Utf8(certificate + clear)],
        ];
        string path = Path.Combine(_folder, "client.pem"), keyPath = Path.Combine(_folder, "client.key");
        File.WriteAllText(keyPath, clear);
        Gen<(Bytes, bool, bool)> inputs =
            from file in Mutations.Any(files)
            from second in Gen.Elements(true, false)
            from password in Gen.Elements(true, false)
            select (file, second, password);
        Fuzz.Run("client certificate files", 150, inputs, async input =>
        {
            (Bytes file, bool second, bool password) = input;
            await File.WriteAllBytesAsync(path, file.Value);
            using Secret? secret = password ? Secret.From(Password) : null;
            GigaChatException? error = Fuzz.Ours(() =>
            {
                using X509Certificate2 read = ClientCertificateFile.Read(path, second ? keyPath : null, secret);
                GigaChatCredential.FromCertificate(read).Dispose();
            });
            Assert.True(error is null or { Kind: GigaChatErrorKind.KeyInvalid }, error?.ToString());
            Assert.DoesNotContain(Password, error?.ToString() ?? "", StringComparison.Ordinal);
        }, [.. Nasty.Select(static bytes => (bytes, false, true)), .. Nasty.Select(static bytes => (bytes, true, false))]);
    }

    [Fact]
    public void Servers_certificates_of_any_kind_are_judged()
    {
        var trust = new ServerTrust(new TrustSettings());
        Fuzz.Run("servers' certificates", 200, Mutations.Any(_leaf.RawData, _root.Certificate.RawData, Gost()), input =>
        {
            X509Certificate2 certificate;
            try
            {
                certificate = X509CertificateLoader.LoadCertificate(input.Value);
            }
            catch (CryptographicException)
            {
                // The platform ends such a handshake before it calls the validation callback.
                return;
            }
            using (certificate)
            {
                TrustVerdict verdict = trust.Examine(
                    "api.giga.chat", certificate, [certificate], [_root.Certificate], X509ChainStatusFlags.NoError,
                    SslPolicyErrors.RemoteCertificateChainErrors);
                Assert.False(verdict.Accepted);
                Assert.NotNull(Fuzz.Ours(() => throw verdict.Problem!.ToException()));
            }
        }, [.. NamedCertificates()]);
    }

    // Names of a certificate are shown before anything about it is trusted.
    private static IEnumerable<Bytes> NamedCertificates()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (string name in Corpus.HostileTexts.Where(static name => !string.IsNullOrWhiteSpace(name)))
        {
            var subject = new X500DistinguishedNameBuilder();
            subject.AddCommonName(name);
            subject.AddOrganizationName(name);
            var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
            using X509Certificate2 certificate = request.CreateSelfSigned(
                DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            yield return new Bytes(certificate.RawData);
        }
    }

    private static Bytes[] Nasty =>
    [
        .. new[]
        {
            "", " ", "\0", "<html>", "-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE----------END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----", "-----BEGIN -----\n-----END -----",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----",
            string.Concat(Enumerable.Repeat("-----BEGIN CERTIFICATE-----\n", 2000)),
            string.Concat(Enumerable.Repeat("-----BEGIN A", 20_000)), "-----BEGIN " + new string('A', 100_000),
            new string('-', 200_000), new string('A', 200_000),
        }.Select(Bytes.Of),
        new([0x30, 0x80]), new([0x30, 0x80, 0, 0]), new([0x30, 0x82, 0xFF, 0xFF]), new([0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0x30]),
        new([.. Enumerable.Repeat<byte>(0x30, 5000)]), new([0xFF, 0xFE]), new([0xFE, 0xFF, 0]),
    ];

    private void Judge(X509Certificate2 certificate)
    {
        Assert.NotNull(
            $"{certificate.Subject} {certificate.NotAfter} {TrustAnchor.IsSelfIssued(certificate)} {TrustAnchor.IsAuthority(certificate)}");
        Assert.NotNull(CustomChain.Build(_leaf, [new TrustAnchor(certificate, "fuzz")], []).Elements);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    // Written field by field, because .NET can make no key of GOST R 34.10-2012.
    private static byte[] Gost()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                    writer.WriteInteger(2);
                writer.WriteInteger(1);
                Algorithm("1.2.643.7.1.1.3.2");
                writer.WriteEncodedValue(new X500DistinguishedName("CN=Корень ГОСТ").RawData);
                using (writer.PushSequence())
                {
                    writer.WriteUtcTime(DateTimeOffset.UtcNow.AddYears(-1));
                    writer.WriteUtcTime(DateTimeOffset.UtcNow.AddYears(1));
                }
                writer.WriteEncodedValue(new X500DistinguishedName("CN=Корень ГОСТ").RawData);
                using (writer.PushSequence())
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier("1.2.643.7.1.1.1.1");
                        using (writer.PushSequence())
                        {
                            writer.WriteObjectIdentifier("1.2.643.2.2.35.1");
                            writer.WriteObjectIdentifier("1.2.643.7.1.1.2.2");
                        }
                    }
                    writer.WriteBitString([4, 64, .. new byte[64]]);
                }
            }
            Algorithm("1.2.643.7.1.1.3.2");
            writer.WriteBitString(new byte[64]);
        }
        return writer.Encode();

        void Algorithm(string oid)
        {
            using (writer.PushSequence())
                writer.WriteObjectIdentifier(oid);
        }
    }
}

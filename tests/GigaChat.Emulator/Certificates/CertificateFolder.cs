using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Emulator.Certificates.Laboratory;

namespace GigaChat.Emulator.Certificates;

/// <summary>A fresh folder with the certificate files a caller needs. Deleted when the emulator stops.</summary>
public sealed class CertificateFolder : IDisposable
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000);

    private readonly Lazy<string> _laboratoryCaPath;

    internal CertificateFolder(EmulatorCertificates certificates, TlsLaboratory laboratory)
    {
        Path = Directory.CreateTempSubdirectory("gigachat-emulator-").FullName;
        CaPath = WriteText("ca.pem", certificates.Authority.ExportCertificatePem());
        CaDerPath = In("ca.der");
        File.WriteAllBytes(CaDerPath, certificates.Authority.RawData);
        IntermediatePath = WriteText("intermediate.pem", certificates.Intermediate.ExportCertificatePem());
        ClientCertificatePath = WriteText("client.pem", certificates.Client.ExportCertificatePem());
        using var key = certificates.Client.GetRSAPrivateKey()!;
        ClientKeyPath = WriteText("client.key", key.ExportPkcs8PrivateKeyPem());
        ClientEncryptedKeyPath = WriteText("client-encrypted.key", key.ExportEncryptedPkcs8PrivateKeyPem(ClientKeyPassword, Encryption));
        ClientPfxPath = In("client.pfx");
        _laboratoryCaPath = new(() => WriteText("laboratory.pem", laboratory.Roots));
        File.WriteAllBytes(ClientPfxPath, certificates.Client.ExportPkcs12(Encryption, ClientPfxPassword));
    }

    public string Path { get; }

    public string CaPath { get; }

    public string CaDerPath { get; }

    public string IntermediatePath { get; }

    public string ClientCertificatePath { get; }

    /// <summary>PKCS#8, not encrypted.</summary>
    public string ClientKeyPath { get; }

    public string ClientEncryptedKeyPath { get; }

    public string ClientKeyPassword { get; } = "key-1";

    public string ClientPfxPath { get; }

    public string ClientPfxPassword { get; } = "pfx-1";

    /// <summary>The roots of the TLS laboratory. Written at first use, because the keys take time.</summary>
    public string LaboratoryCaPath => _laboratoryCaPath.Value;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A reader still holds a file; the system's clean-up of its temp folder gets it.
        }
        catch (UnauthorizedAccessException)
        {
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private string WriteText(string name, string text)
    {
        File.WriteAllText(In(name), text + "\n");
        return In(name);
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>Reads a client certificate with its private key from files.</summary>
internal static class ClientCertificateFile
{
    /// <summary>Reads a PFX, or a PEM whose key is in the same or in a second file.</summary>
    /// <param name="certificatePath">The certificate (PEM) or both (PFX, PKCS#12).</param>
    /// <param name="keyPath">The private key (PEM), or null.</param>
    /// <param name="password">The password of the key or of the PFX, or null.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotFound"/>, or <see cref="GigaChatErrorKind.KeyInvalid"/> for what is no certificate with a key.</exception>
    public static X509Certificate2 Read(string certificatePath, string? keyPath, Secret? password)
    {
        byte[] certificate = ReadFile(certificatePath);
        byte[]? key = keyPath is null ? null : ReadFile(keyPath);
        try
        {
            return certificate.AsSpan().IndexOf("-----BEGIN"u8) >= 0
                ? FromPem(certificate, key ?? certificate, password)
                : new X509Certificate2(certificate, password is null ? null : new string(password.Reveal()));
        }
        catch (CryptographicException e)
        {
            string text = password is null ? Messages.CertificateUnreadable : Messages.CertificateUnreadableWithPassword;
            throw new GigaChatException(GigaChatErrorKind.KeyInvalid, Text.Format(text, certificatePath), e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(certificate);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static X509Certificate2 FromPem(byte[] certificate, byte[] key, Secret? password)
    {
        char[] certificateText = System.Text.Encoding.UTF8.GetChars(certificate);
        char[] keyText = System.Text.Encoding.UTF8.GetChars(key);
        try
        {
            using X509Certificate2 joined = password is null
                ? X509Certificate2.CreateFromPem(certificateText, keyText)
                : X509Certificate2.CreateFromEncryptedPem(certificateText, keyText, password.Reveal());
            // Windows cannot use a key that lives in memory only; through PKCS#12 it can, and elsewhere it does no harm.
            return new X509Certificate2(joined.Export(X509ContentType.Pkcs12));
        }
        finally
        {
            Array.Clear(certificateText);
            Array.Clear(keyText);
        }
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GigaChatException(GigaChatErrorKind.FileNotFound, Text.Format(Messages.FileUnreadable, path, e.Message), e);
        }
    }
}

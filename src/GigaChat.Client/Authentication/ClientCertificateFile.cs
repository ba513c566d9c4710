using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Authentication;

/// <summary>Reads a client certificate with its private key from files.</summary>
internal static class ClientCertificateFile
{
    private const string EncryptedKey = "ENCRYPTED PRIVATE KEY";

    /// <summary>Reads a PFX, or a PEM whose key is in the same or in a second file.</summary>
    /// <param name="certificatePath">The certificate (PEM or DER) or both (PEM, or PFX, that is PKCS#12).</param>
    /// <param name="keyPath">The private key (PEM), or null.</param>
    /// <param name="password">The password of the key or of the PFX, or null.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.FileNotFound"/>, or <see cref="GigaChatErrorKind.KeyInvalid"/> for what is no certificate with a key.
    /// </exception>
    public static X509Certificate2 Read(string certificatePath, string? keyPath, Secret? password)
    {
        byte[] certificate = SmallFile.Read(certificatePath);
        byte[] key = [];
        try
        {
            if (certificate.Length == 0)
                throw Invalid(Localized.Format(ConnectionMessages.CertificateNotInFile, certificatePath));
            bool isPem = certificate.AsSpan().IndexOf("-----BEGIN"u8) >= 0;
            if (!isPem && keyPath is null)
                return FromBinary(certificate, certificatePath, password);
            key = keyPath is null ? certificate : SmallFile.Read(keyPath);
            char[] certificateText = isPem ? Encoding.UTF8.GetChars(certificate) : PemEncoding.Write("CERTIFICATE", certificate);
            return FromPem(certificateText, certificatePath, Encoding.UTF8.GetChars(key), keyPath ?? certificatePath, password);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(certificate);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static X509Certificate2 FromBinary(byte[] bytes, string path, Secret? password)
    {
        try
        {
            return new X509Certificate2(bytes, password is null ? default : password.Reveal());
        }
        catch (CryptographicException e)
        {
            string text = password is null ? Messages.CertificateUnreadable : Messages.CertificateUnreadableWithPassword;
            throw Invalid(Localized.Format(text, path), e);
        }
    }

    private static X509Certificate2 FromPem(char[] certificate, string certificatePath, char[] key, string keyPath, Secret? password)
    {
        try
        {
            if (FindLabel(certificate, "CERTIFICATE") is null)
                throw Invalid(Localized.Format(ConnectionMessages.CertificateNotInFile, certificatePath));
            string label = FindLabel(key, "PRIVATE KEY") ?? throw Invalid(Localized.Format(ConnectionMessages.KeyNotInFile, keyPath));
            // A password for a key that needs none is passed over, as OpenSSL does it.
            using X509Certificate2 joined = label != EncryptedKey
                ? X509Certificate2.CreateFromPem(certificate, key)
                : password is not null
                    ? X509Certificate2.CreateFromEncryptedPem(certificate, key, password.Reveal())
                    : throw Invalid(Localized.Format(ConnectionMessages.KeyEncrypted, keyPath));
            // Windows cannot use a key that lives in memory only; through PKCS#12 it can, and elsewhere it does no harm.
            byte[] both = joined.Export(X509ContentType.Pkcs12);
            try
            {
                return new X509Certificate2(both);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(both);
            }
        }
        catch (CryptographicException e)
        {
            // What does not fit together is an ArgumentException inside; a password that does not open the key is not.
            bool passwordWrong = e.InnerException is not ArgumentException && FindLabel(key, "PRIVATE KEY") == EncryptedKey;
            LocalizedMessage message = passwordWrong
                ? Localized.Format(ConnectionMessages.KeyPasswordWrong, keyPath)
                : Localized.Format(ConnectionMessages.KeyDoesNotFit, certificatePath, keyPath);
            throw Invalid(message, e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(certificate.AsSpan()));
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(key.AsSpan()));
        }
    }

    private static string? FindLabel(ReadOnlySpan<char> text, string ending)
    {
        while (PemEncoding.TryFind(text, out PemFields block))
        {
            if (text[block.Label].EndsWith(ending, StringComparison.Ordinal))
                return text[block.Label].ToString();
            text = text[block.Location.End..];
        }
        return null;
    }

    private static GigaChatException Invalid(LocalizedMessage message, Exception? inner = null)
        => new(GigaChatErrorKind.KeyInvalid, message, inner);
}

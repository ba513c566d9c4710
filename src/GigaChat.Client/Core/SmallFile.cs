using System.Security.Cryptography;
using GigaChat.Resources;

namespace GigaChat.Core;

/// <summary>Small files that settings name: client certificates, private keys, <c>.env</c>.</summary>
internal static class SmallFile
{
    /// <summary>No such file is larger, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads a file, or says why it cannot be read.</summary>
    /// <param name="path">A full path.</param>
    /// <returns>The bytes; they may be secret, so the caller clears them.</returns>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotFound"/>, or <see cref="GigaChatErrorKind.TooLarge"/>.</exception>
    public static byte[] Read(string path)
    {
        // Opening a folder would end in "access denied".
        if (Directory.Exists(path))
            throw NotFound(Localized.Format(ConnectionMessages.FileIsFolder, path), null);
        byte[] buffer = new byte[MaxBytes + 1];
        try
        {
            using FileStream file = File.OpenRead(path);
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length <= MaxBytes
                ? buffer[..length]
                : throw new GigaChatException(GigaChatErrorKind.TooLarge, Localized.Format(ConnectionMessages.FileTooLarge, path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NotFound(Localized.Format(ConnectionMessages.FileMissing, path), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw NotFound(Localized.Format(Messages.FileUnreadable, path, e.Message), e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static GigaChatException NotFound(LocalizedMessage message, Exception? inner) => new(GigaChatErrorKind.FileNotFound, message, inner);
}

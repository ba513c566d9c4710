using System.Security.Cryptography;
using GigaChat.Resources;

namespace GigaChat.Core;

/// <summary>Small files that settings name: certificates, private keys, <c>.env</c>.</summary>
internal static class SmallFile
{
    /// <summary>No such file is larger, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads a file, or says why it cannot be read.</summary>
    /// <param name="path">A full path.</param>
    /// <returns>The bytes; they may be secret, so the caller clears them.</returns>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.FileNotFound"/>, or <see cref="GigaChatErrorKind.TooLarge"/>.
    /// </exception>
    public static byte[] Read(string path) => Read(path, (fault, e) => CreateError(path, fault, e));

    /// <summary>Reads a file, or throws the error that the caller makes of a fault.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="createError">Makes the error; the exception is null where the system reported none.</param>
    /// <returns>The bytes; they may be secret, so the caller clears them.</returns>
    public static byte[] Read(string path, Func<SmallFileFault, Exception?, GigaChatException> createError)
    {
        // Opening a folder would end in "access denied".
        if (Directory.Exists(path))
            throw createError(SmallFileFault.Folder, null);
        // One byte more than allowed shows that a file is too large, also where its length is not known (a pipe).
        byte[] buffer = new byte[MaxBytes + 1];
        try
        {
            using FileStream file = File.OpenRead(path);
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length <= MaxBytes ? buffer[..length] : throw createError(SmallFileFault.TooLarge, null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw createError(SmallFileFault.Missing, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw createError(SmallFileFault.Unreadable, e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static GigaChatException CreateError(string path, SmallFileFault fault, Exception? e) => fault switch
    {
        SmallFileFault.Folder => new(GigaChatErrorKind.FileNotFound, Localized.Format(ConnectionMessages.FileIsFolder, path), e),
        SmallFileFault.Missing => new(GigaChatErrorKind.FileNotFound, Localized.Format(ConnectionMessages.FileMissing, path), e),
        SmallFileFault.TooLarge => new(GigaChatErrorKind.TooLarge, Localized.Format(ConnectionMessages.FileTooLarge, path), e),
        _ => new(GigaChatErrorKind.FileNotFound, Localized.Format(Messages.FileUnreadable, path, e?.Message), e),
    };
}

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
        try
        {
            // Opening a folder would end in "access denied".
            return Directory.Exists(path) ? throw createError(SmallFileFault.Folder, null)
                : LocalFile.Read(path, MaxBytes) ?? throw createError(SmallFileFault.TooLarge, null);
        }
        catch (Exception e) when (FindFault(e) is { } fault)
        {
            throw createError(fault, e);
        }
    }

    /// <summary>Reads a file or a pipe once, on a thread of the pool; the store of a secret may write it as it is read.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="cancellationToken">Ends the waiting, also for the writer of a pipe.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static async Task<byte[]> ReadPipeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Directory.Exists(path) ? throw CreateError(path, SmallFileFault.Folder, null)
                : await LocalFile.ReadAsync(path, MaxBytes, acceptPipe: true, cancellationToken).ConfigureAwait(false)
                ?? throw CreateError(path, SmallFileFault.TooLarge, null);
        }
        catch (Exception e) when (FindFault(e) is { } fault)
        {
            throw CreateError(path, fault, e);
        }
    }

    private static SmallFileFault? FindFault(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => SmallFileFault.Missing,
        IOException or UnauthorizedAccessException or ArgumentException => SmallFileFault.Unreadable,
        _ => null,
    };

    private static GigaChatException CreateError(string path, SmallFileFault fault, Exception? e) => fault switch
    {
        SmallFileFault.Folder => new(GigaChatErrorKind.FileNotFound, Localized.Format(ConnectionMessages.FileIsFolder, path), e),
        SmallFileFault.Missing => new(GigaChatErrorKind.FileNotFound, Localized.Format(ConnectionMessages.FileMissing, path), e),
        SmallFileFault.TooLarge => new(GigaChatErrorKind.TooLarge, Localized.Format(ConnectionMessages.FileTooLarge, path), e),
        _ => LocalFile.Unreadable(path, e),
    };
}

using System.Security.Cryptography;
using GigaChat.Resources;

namespace GigaChat.Core;

/// <summary>
/// Opens files for reading. A pipe, a socket or a device is refused: opening a pipe waits for a writer, in the kernel, where no
/// cancellation reaches, and a device may be endless. What blocks nevertheless, such as a lost network drive, blocks a thread of
/// the pool.
/// </summary>
internal static class LocalFile
{
    private const int FirstLength = 4096;
    private const int BufferSize = 16 * 1024;

    /// <summary>Opens a file on a thread of the pool.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">It cannot be opened, or is no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or must not be read.</exception>
    /// <returns>The file, asynchronous.</returns>
    public static Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
        => RunAsync(() => Open(path, bufferSize: BufferSize), static file => file.Dispose(), cancellationToken);

    /// <summary>Opens a file.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="acceptPipe">A pipe will do; then this may wait for its writer.</param>
    /// <param name="bufferSize">Of the stream, in bytes; it is not cleared, so that what may be secret needs 0.</param>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    /// <returns>The file, asynchronous.</returns>
    public static FileStream Open(string path, bool acceptPipe = false, int bufferSize = 0)
    {
        if (!acceptPipe && UnixFileStatus.Find(path) is { IsSpecial: true })
            throw new IOException(Messages.FileIsSpecial);
        FileStream file;
        try
        {
            file = new FileStream(path, new FileStreamOptions
            {
                BufferSize = bufferSize,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                Share = FileShare.ReadWrite | FileShare.Delete,
            });
        }
        catch (NotSupportedException e)
        {
            // A device of Windows, such as CON.
            throw new IOException(Messages.FileIsSpecial, e);
        }
        if (acceptPipe || file.CanSeek)
            return file;
        file.Dispose();
        throw new IOException(Messages.FileIsSpecial);
    }

    /// <summary>Reads a whole file on a thread of the pool.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="maxBytes">The largest size.</param>
    /// <param name="acceptPipe">A pipe will do.</param>
    /// <param name="cancellationToken">Ends the waiting, also for the writer of a pipe.</param>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    /// <returns>The bytes, which may be secret; null for a file that is larger.</returns>
    public static async Task<byte[]?> ReadAsync(string path, int maxBytes, bool acceptPipe, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(
                () => Read(path, maxBytes, acceptPipe), static bytes => CryptographicOperations.ZeroMemory(bytes), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (acceptPipe)
        {
            FreeReader(path);
            throw;
        }
    }

    /// <summary>Reads a whole file.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static byte[]? Read(string path, int maxBytes, bool acceptPipe = false)
    {
        using FileStream file = Open(path, acceptPipe);
        long known = file.CanSeek ? file.Length : 0;
        if (known > maxBytes)
            return null;
        // One byte more than there should be shows that a file is too large, also where its length is not known or has changed.
        byte[] buffer = new byte[Math.Min(Math.Max(known, FirstLength), maxBytes) + 1];
        int length = 0;
        try
        {
            while (file.Read(buffer, length, buffer.Length - length) is > 0 and int read)
            {
                length += read;
                if (length > maxBytes)
                    return null;
                if (length == buffer.Length)
                    Grow(ref buffer, maxBytes);
            }
            return buffer[..length];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>The error for a file that cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cause">What the system says.</param>
    /// <returns>An error of kind <see cref="GigaChatErrorKind.FileNotFound"/>.</returns>
    public static GigaChatException Unreadable(string path, Exception? cause)
        => new(GigaChatErrorKind.FileNotFound, Localized.Format(Messages.FileUnreadable, path, cause?.Message), cause);

    private static void Grow(ref byte[] buffer, int maxBytes)
    {
        byte[] larger = new byte[Math.Min(buffer.Length * 2L, maxBytes + 1L)];
        buffer.CopyTo(larger, 0);
        CryptographicOperations.ZeroMemory(buffer);
        buffer = larger;
    }

    private static async Task<T> RunAsync<T>(Func<T> work, Action<T> drop, CancellationToken cancellationToken)
    {
        var running = Task.Run(work, CancellationToken.None);
        try
        {
            return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What comes too late has no owner.
            _ = running.ContinueWith(
                late => drop(late.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    // Opening a pipe for reading ends when it is opened for writing, and opening it for both does not wait.
    private static void FreeReader(string path) => _ = Task.Run(() =>
    {
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // The thread stays blocked until the pipe is opened for writing.
        }
    });
}

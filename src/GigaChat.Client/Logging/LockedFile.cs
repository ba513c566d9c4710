using System.Runtime.Versioning;

namespace GigaChat.Logging;

/// <summary>
/// A file of which writers lock a byte far behind its end while they append, so that they wait for each other and readers are not
/// disturbed.
/// </summary>
internal sealed class LockedFile : IAppendOnlyFile
{
    private const long LockedPlace = long.MaxValue - 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    // Locks of the system are the process's; its threads wait here.
    private static readonly object Gate = new();

    private readonly FileStream _file;

    /// <summary>Opens a file; makes it where there is none.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written or made.</exception>
    public LockedFile(string path)
        => _file = new FileStream(
            path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("ios")]
    [UnsupportedOSPlatform("tvos")]
    [UnsupportedOSPlatform("freebsd")]
    public void Append(ReadOnlyMemory<byte> bytes)
    {
        lock (Gate)
        {
            Lock();
            try
            {
                _file.Seek(0, SeekOrigin.End);
                _file.Write(bytes.Span);
            }
            finally
            {
                _file.Unlock(LockedPlace, 1);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("ios")]
    [UnsupportedOSPlatform("tvos")]
    [UnsupportedOSPlatform("freebsd")]
    private void Lock()
    {
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                _file.Lock(LockedPlace, 1);
                return;
            }
            catch (IOException) when (waiting.Elapsed < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}

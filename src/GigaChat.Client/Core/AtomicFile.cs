using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace GigaChat.Core;

/// <summary>
/// A file that is written beside the place where it belongs and moved there when it is whole, so that half a file
/// is never seen, and a file that is replaced stays until then. Disposing it leaves nothing else behind; nor does a process
/// that is asked to end meanwhile, which runs no <c>finally</c> blocks.
/// </summary>
/// <param name="folder">The full path of the folder where it belongs.</param>
internal sealed class AtomicFile(string folder) : IDisposable
{
    private static readonly ConcurrentDictionary<AtomicFile, bool> Open = new();

    // Since .NET 10 a signal ends the process without ProcessExit. What it does by itself it still does afterwards.
    private static readonly PosixSignalRegistration[] Signals = WatchForEnd();

    private readonly string _path = Path.Combine(folder, $".gigachat-{Guid.NewGuid():N}.part");

    // Windows deletes an open file only where that was allowed.
    public FileStream Create(int bufferSize)
    {
        Open[this] = true;
        return new(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize, FileOptions.Asynchronous);
    }

    public void MoveTo(string path, bool overwrite) => File.Move(_path, path, overwrite);

    public void Dispose()
    {
        Open.TryRemove(this, out _);
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here says more than this one would.
        }
    }

    private static PosixSignalRegistration[] WatchForEnd()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => RemoveAll();
        return
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, static _ => RemoveAll()),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, static _ => RemoveAll()),
        ];
    }

    private static void RemoveAll()
    {
        GC.KeepAlive(Signals);
        foreach (AtomicFile file in Open.Keys)
            file.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using GigaChat.Resources;

namespace GigaChat.Core;

/// <summary>
/// A file that is written beside the place where it belongs and moved there when it is whole, so that half a file
/// is never seen, and a file that is replaced stays until then. Disposing it leaves nothing else behind; nor does a process
/// that is asked to end meanwhile, which runs no <c>finally</c> blocks. Until it is moved, only its owner may read it; on Windows,
/// where that would need a right that shared folders often withhold, this goes for private files alone.
/// </summary>
/// <param name="folder">The full path of the folder where it belongs, see <see cref="FolderOf"/>.</param>
/// <param name="isPrivate">A new file is for its owner alone; otherwise it gets the permissions that any new file has.</param>
internal sealed class AtomicFile(string folder, bool isPrivate = false) : IDisposable
{
    /// <summary>Read and written by the owner alone.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Permissions = (UnixFileMode)0x1FF;
    private const string Prefix = ".gigachat-";
    private const string Extension = ".part";

    // No file grows without a byte for so long: the longest time limit is a day.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(2);

    private static readonly ConcurrentDictionary<AtomicFile, bool> Open = new();
    private static readonly ConcurrentDictionary<string, bool> CleanedFolders = new(StringComparer.Ordinal);

    // Since .NET 10 a signal ends the process without ProcessExit. What it does by itself it still does afterwards.
    private static readonly PosixSignalRegistration[] Signals = WatchForEnd();

    private readonly string _path = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Extension}");

    /// <summary>The folder of a file, or of what it leads to where it is a link.</summary>
    /// <exception cref="IOException">A link that leads to itself.</exception>
    public static string FolderOf(string path) => Path.GetDirectoryName(FollowLink(path)) ?? path;

    /// <summary>Whether there is anything under a name, a link that leads nowhere included.</summary>
    public static bool IsTaken(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    // Windows deletes an open file only where that was allowed.
    public FileStream Create(int bufferSize)
    {
        if (CleanedFolders.TryAdd(folder, true))
            RemoveAbandoned();
        Open[this] = true;
        FileStreamOptions options = NewOptions(bufferSize);
        return isPrivate && OperatingSystem.IsWindows() ? WindowsFileAccess.CreateForOwner(_path, options) : new(_path, options);
    }

    /// <summary>
    /// Puts the closed file in its place. Of a file that was there it takes over permissions and owner; a link stays, and what it leads
    /// to is replaced.
    /// </summary>
    /// <param name="path">The full path of the place.</param>
    /// <param name="overwrite">Replaces a file that is there.</param>
    /// <exception cref="IOException">There is a pipe, a socket, a device or a folder, or the file cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">The place must not be written to.</exception>
    public void MoveTo(string path, bool overwrite)
    {
        string target = overwrite ? FollowLink(path) : path;
        if (!OperatingSystem.IsWindows())
            Prepare(target);
        else if (File.Exists(target))
            TakeAccessOf(target);
        File.Move(_path, target, overwrite);
    }

    public void Dispose()
    {
        Open.TryRemove(this, out _);
        TryDelete(_path);
    }

    [UnsupportedOSPlatform("windows")]
    private void Prepare(string target)
    {
        UnixFileMode? mode = isPrivate ? Private : null;
        if (UnixFileStatus.Find(target) is { } old)
        {
            // Moved over a device, a download of the superuser would take its place: /dev/null, for one.
            if (old.IsSpecial)
                throw new IOException(Messages.FileIsSpecial);
            mode = File.GetUnixFileMode(target) & Permissions;
            old.GiveOwner(_path);
        }
        File.SetUnixFileMode(_path, mode ?? FindDefaultMode());
    }

    [SupportedOSPlatform("windows")]
    private void TakeAccessOf(string target)
    {
        try
        {
            WindowsFileAccess.Copy(target, _path);
        }
        catch (UnauthorizedAccessException) when (isPrivate)
        {
            // Then it stays for its owner alone, which is less than the old file allowed.
        }
    }

    // The process's mask cannot be read without changing it, and a folder may have rules of its own.
    [UnsupportedOSPlatform("windows")]
    private UnixFileMode FindDefaultMode()
    {
        string probe = _path[..^Extension.Length] + ".mode" + Extension;
        try
        {
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write);
            return File.GetUnixFileMode(file.SafeFileHandle);
        }
        finally
        {
            TryDelete(probe);
        }
    }

    // A process that is killed leaves its files.
    private void RemoveAbandoned()
    {
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder, Prefix + "*" + Extension)
                .Where(static file => DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Abandoned))
                TryDelete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder may be written to and not listed.
        }
    }

    private static FileStreamOptions NewOptions(int bufferSize)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = bufferSize,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        return options;
    }

    private static string FollowLink(string path)
        => new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
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

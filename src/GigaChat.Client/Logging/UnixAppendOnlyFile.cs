using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using GigaChat.Core;
using Microsoft.Win32.SafeHandles;

namespace GigaChat.Logging;

/// <summary>
/// A file that is opened with <c>O_APPEND</c>: the system finds its end and writes there in one step (POSIX, write). .NET cannot ask for
/// that: its <see cref="FileMode.Append"/> remembers where the end was when the file was opened, and processes overwrite each other.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixAppendOnlyFile : IAppendOnlyFile
{
    private const int WriteOnly = 1;
    private const int NoSuchFile = 2;
    private const int Interrupted = 4;

    private readonly SafeFileHandle _handle;

    private UnixAppendOnlyFile(SafeFileHandle handle) => _handle = handle;

    // To write, to append, not to be inherited by other programs, and not to wait for the reader of a pipe that has taken the place of the
    // file (without a reader ENXIO is returned): the numbers of Linux, of macOS and of FreeBSD. Regular files do not heed the last one.
    private static int Flags
        => WriteOnly | (OperatingSystem.IsLinux() ? 0x80C00 : OperatingSystem.IsMacOS() ? 0x100000C : 0x10000C);

    /// <summary>A path as <see cref="Open"/> takes it.</summary>
    /// <exception cref="IOException">It leads to no regular file: to open a pipe would wait for its reader.</exception>
    public static byte[] ToName(string path) => UnixFileStatus.Find(path) is { IsSpecial: true }
        ? throw new IOException(Resources.Messages.FileIsSpecial)
        : Encoding.UTF8.GetBytes(path + '\0');

    /// <summary>Opens a file; makes it where there is none, readable by its owner alone.</summary>
    /// <param name="path">The path.</param>
    /// <param name="name">The same of <see cref="ToName"/>.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be made.</exception>
    public static UnixAppendOnlyFile Open(string path, byte[] name)
    {
        int file = OpenFile(name, Flags);
        if (file < 0 && Marshal.GetLastPInvokeError() == NoSuchFile)
        {
            Create(path);
            file = OpenFile(name, Flags);
        }
        return file >= 0 ? new UnixAppendOnlyFile(new SafeFileHandle(file, ownsHandle: true)) : throw LastError();
    }

    public void Append(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlyMemory<byte> rest = bytes;
        while (!rest.IsEmpty)
        {
            byte[] part = MemoryMarshal.TryGetArray(rest, out ArraySegment<byte> segment) && segment.Offset == 0
                ? segment.Array! : rest.ToArray();
            nint written = Write(_handle, part, rest.Length);
            if (written < 0 && Marshal.GetLastPInvokeError() == Interrupted)
                continue;
            if (written < 0)
                throw LastError();
            // All at once but on a disk that is full.
            rest = rest[(int)written..];
        }
    }

    public void Dispose() => _handle.Dispose();

    private static void Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var file = new FileStream(path, options);
    }

    private static IOException LastError() => new(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));

    // With two arguments: a third one, for the permissions of a new file, would be passed in another way on some processors.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int OpenFile(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint Write(SafeFileHandle file, byte[] bytes, nint count);
}

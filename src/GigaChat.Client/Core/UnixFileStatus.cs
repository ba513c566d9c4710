using System.Runtime.InteropServices;
using System.Text;

namespace GigaChat.Core;

/// <summary>
/// What kind of file it is and whose, on Unix. .NET has no public way to ask for either: <see cref="FileAttributes"/> has no
/// pipes and devices, and opening a pipe to see waits for a writer.
/// </summary>
/// <param name="Mode">Type and permissions, as in <c>st_mode</c>.</param>
/// <param name="UserId">The owner.</param>
/// <param name="GroupId">The group.</param>
internal sealed record UnixFileStatus(int Mode, uint UserId, uint GroupId)
{
    private const int TypeMask = 0xF000;
    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;

    // The runtime's FileStatus is 120 bytes; it begins with Flags, Mode, Uid, Gid, of 32 bits each.
    private const int StatusLength = 128;

    // W_OK.
    private const int WriteAccess = 2;

    /// <summary>A pipe, a socket or a device.</summary>
    public bool IsSpecial => (Mode & TypeMask) is not (RegularFile or Folder);

    /// <summary>The status of what a path leads to, links followed; null on Windows and where there is nothing.</summary>
    public static UnixFileStatus? Find(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        int[] status = new int[StatusLength];
        try
        {
            return Stat(ToBytes(path), status) == 0 ? new UnixFileStatus(status[1], (uint)status[2], (uint)status[3]) : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // A runtime that is built otherwise. Files are then taken for regular ones.
            return null;
        }
    }

    /// <summary>Whether this process may write to a file or folder, as far as the system says; on Windows always true.</summary>
    public static bool MayWrite(string path) => OperatingSystem.IsWindows() || Access(ToBytes(path), WriteAccess) == 0;

    /// <summary>Gives a file the owner and group of this one, as far as the system allows it.</summary>
    public void GiveOwner(string path)
    {
        // Mostly the group alone may be given, and the owner is the same anyway.
        if (Find(path) is not { } now || (now.UserId == UserId && now.GroupId == GroupId))
            return;
        if (Chown(ToBytes(path), UserId, GroupId) != 0)
            _ = Chown(ToBytes(path), now.UserId, GroupId);
    }

    private static byte[] ToBytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

    // The runtime's own layer over the systems, whose structure is the same on all of them, unlike that of stat.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Stat(byte[] path, [In, Out] int[] status);

    [DllImport("libc", EntryPoint = "access")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Access(byte[] path, int mode);

    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Chown(byte[] path, uint owner, uint group);
}

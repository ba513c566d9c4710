using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace GigaChat.Core;

/// <summary>Access lists of files on Windows, where they stand in for the permissions of Unix.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsFileAccess
{
    /// <summary>Makes a file that its owner alone may use, from its first moment on, whatever the folder hands down.</summary>
    /// <param name="path">A full path at which there is nothing.</param>
    /// <param name="options">How it is opened.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written to.</exception>
    public static FileStream CreateForOwner(string path, FileStreamOptions options)
    {
        using var user = WindowsIdentity.GetCurrent();
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(user.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(
            options.Mode, FileSystemRights.Modify, options.Share, Math.Max(options.BufferSize, 1), options.Options, security);
    }

    /// <summary>Gives a file the access list of another, unless it has the same.</summary>
    /// <param name="from">The full path of the file whose list it is.</param>
    /// <param name="to">The full path of the file that gets it.</param>
    /// <exception cref="IOException">The list cannot be read or set.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read or set: a folder may allow changes and not this.</exception>
    public static void Copy(string from, string to)
    {
        try
        {
            string wanted = Read(from);
            if (wanted == Read(to))
                return;
            var security = new FileSecurity();
            security.SetSecurityDescriptorSddlForm(wanted, AccessControlSections.Access);
            new FileInfo(to).SetAccessControl(security);
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            // What .NET makes of the other errors of the system.
            throw new IOException(e.Message, e);
        }
    }

    private static string Read(string path)
        => new FileInfo(path).GetAccessControl(AccessControlSections.Access).GetSecurityDescriptorSddlForm(AccessControlSections.Access);
}

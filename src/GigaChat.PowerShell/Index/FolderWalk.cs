using GigaChat.Core;

namespace GigaChat.Commands.Index;

/// <summary>
/// The files of a folder, in the order of their names. What is hidden is left out, as by Get-ChildItem; links to folders are, too: they
/// may lead in circles.
/// </summary>
/// <param name="recurse">Takes the folders within it, too.</param>
/// <param name="report">Takes the error of a folder that cannot be read; the others follow.</param>
internal sealed class FolderWalk(bool recurse, Action<GigaChatException, string> report)
{
    private const FileAttributes Hidden = FileAttributes.Hidden | FileAttributes.System;

    /// <summary>Whether all folders could be read.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The files.</summary>
    /// <param name="folder">The full path of the folder.</param>
    public IReadOnlyList<FileInfo> Find(string folder)
    {
        var files = new List<FileInfo>();
        var open = new Stack<DirectoryInfo>([new DirectoryInfo(folder)]);
        while (open.TryPop(out DirectoryInfo? current))
        {
            FileSystemInfo[] entries = Read(current);
            files.AddRange(entries.OfType<FileInfo>().Where(static file => (file.Attributes & Hidden) == 0));
            if (!recurse)
                break;
            // The first of them is on top.
            foreach (DirectoryInfo below in entries.OfType<DirectoryInfo>().Reverse().Where(IsTaken))
                open.Push(below);
        }
        return files;
    }

    private FileSystemInfo[] Read(DirectoryInfo folder)
    {
        try
        {
            FileSystemInfo[] entries = folder.GetFileSystemInfos();
            Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            IsComplete = false;
            report(LocalFile.Unreadable(folder.FullName, e), folder.FullName);
            return [];
        }
    }

    private static bool IsTaken(DirectoryInfo folder)
        => (folder.Attributes & Hidden) == 0
            && ((folder.Attributes & FileAttributes.ReparsePoint) == 0 || folder.LinkTarget is null);
}

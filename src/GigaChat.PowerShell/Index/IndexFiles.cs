using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Index;
using GigaChat.Index.Storage;
using GigaChat.Index.Text;
using GigaChat.Resources;

namespace GigaChat.Commands.Index;

/// <summary>The files of an update: found by paths and folders, read where they may have changed.</summary>
/// <param name="cmdlet">The cmdlet, with the parameters of files.</param>
/// <param name="updater">Takes the documents.</param>
/// <param name="indexPath">The index, which is no document itself.</param>
internal sealed class IndexFiles(TextFileCommand cmdlet, IndexUpdater updater, string indexPath)
{
    private const int MaxNamed = 10;

    private readonly List<string> _leftOut = [];
    private int _leftOutCount;

    /// <summary>Finds the files of -Path or -LiteralPath; the error of one path is reported, and the next follows.</summary>
    /// <param name="recurse">Takes the folders within folders, too.</param>
    public IReadOnlyList<FoundFile> Find(bool recurse)
    {
        var files = new List<FoundFile>();
        foreach (string path in cmdlet.Path ?? cmdlet.LiteralPath ?? [])
            cmdlet.Try(path, () => files.AddRange(Find(path, recurse)));
        return files;
    }

    /// <summary>Takes one file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="GigaChatException">It cannot be read, or the index cannot take it.</exception>
    public void Add(FoundFile file)
    {
        string path = file.Info.FullName;
        if (IsIndex(path) || !file.Info.Exists)
            return;
        if (KindOf(file) is not { } kind)
        {
            LeaveOut(path);
            return;
        }
        DateTimeOffset read = DateTimeOffset.UtcNow;
        var stamp = new DocumentStamp(path, file.Origin, file.Info.Length, file.Info.LastWriteTimeUtc.Ticks);
        if (updater.IsNeeded(stamp))
            updater.Add(stamp, kind, ReadText(path), read);
    }

    /// <summary>Says which files were left out.</summary>
    public void Finish()
    {
        if (_leftOutCount == 0)
            return;
        string names = string.Join(", ", _leftOut) + (_leftOutCount > _leftOut.Count ? ", …" : "");
        cmdlet.WriteWarning(Localized.Format(IndexCmdletMessages.LeftOut, _leftOutCount, names));
    }

    private IEnumerable<FoundFile> Find(string path, bool recurse)
    {
        bool literal = cmdlet.Path is null;
        if (!literal && WildcardPattern.ContainsWildcardCharacters(path))
            return FindByPattern(path);
        string found = PathResolver.Resolve(cmdlet, path, literal)[0];
        return Directory.Exists(found) ? FindIn(found, recurse) : Take([found], found);
    }

    // A pattern means the files of one folder, whatever folder is the current one in another update, and however many it matches then.
    private IEnumerable<FoundFile> FindByPattern(string path)
    {
        string pattern = PathResolver.InFileSystem(cmdlet, path, GigaChatErrorKind.FileNotFound);
        // With no match all of its documents are gone. Of a folder that cannot be read, or that is empty, they stay: that is how the place
        // of a disk looks that is away.
        if (Path.GetDirectoryName(pattern) is { } folder && !WildcardPattern.ContainsWildcardCharacters(folder) && HasReadableEntry(folder))
            updater.BeginOrigin(pattern, new SearchedFolder(folder, Recurse: false));
        return Take(PathResolver.Resolve(cmdlet, path, literal: false), pattern);
    }

    private IEnumerable<FoundFile> Take(IReadOnlyList<string> files, string origin)
    {
        updater.BeginOrigin(origin);
        return files.Select(file => new FoundFile(new FileInfo(file), origin, IsNamed: true));
    }

    private static bool HasReadableEntry(string folder)
    {
        try
        {
            if (Directory.EnumerateFileSystemEntries(folder).FirstOrDefault() is not { } entry)
                return false;
            // A folder may be listed, and nothing in it seen.
            _ = File.GetAttributes(entry);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private IEnumerable<FoundFile> FindIn(string folder, bool recurse)
    {
        // What is below belongs to another origin: an update without -Recurse removes nothing of one with it.
        string origin = recurse ? Path.Combine(folder, "**") : folder;
        updater.BeginOrigin(origin, new SearchedFolder(folder, recurse));
        var walk = new FolderWalk(recurse, cmdlet.Report);
        IReadOnlyList<FileInfo> files = walk.Find(folder);
        if (!walk.IsComplete)
        {
            updater.KeepOrigin(origin);
            cmdlet.WriteWarning(Localized.Format(IndexCmdletMessages.NotAllSeen, folder));
        }
        return files.Select(file => new FoundFile(file, origin, IsNamed: false));
    }

    // A file that is named outright is text, unless it is known to be something else.
    private static DocumentKind? KindOf(FoundFile file)
    {
        string path = file.Info.FullName;
        DocumentKind? kind = DocumentName.Find(path);
        return kind is null && file.IsNamed && FileType.Find(path) is null or { IsPlainText: true } ? DocumentKind.Text : kind;
    }

    // An empty file is a document without pieces.
    private string ReadText(string path)
    {
        try
        {
            return TextFile.Read(cmdlet, path, cmdlet.Encoding);
        }
        catch (GigaChatException e) when (e.Kind == GigaChatErrorKind.PromptRequired)
        {
            return "";
        }
    }

    private void LeaveOut(string path)
    {
        _leftOutCount++;
        cmdlet.WriteVerbose(Localized.Format(IndexCmdletMessages.LeftOut, 1, path));
        if (_leftOut.Count < MaxNamed)
            _leftOut.Add(Path.GetFileName(path));
    }

    private bool IsIndex(string path) => path.StartsWith(indexPath, StringComparison.Ordinal)
        && path[indexPath.Length..] is "" or "-wal" or "-shm" or "-journal";
}

using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Files;

/// <summary>Saves stored files to disk, whole or not at all (<see cref="AtomicFile"/>).</summary>
/// <param name="connection">The connection.</param>
/// <param name="overwrite">Replaces files that are there already.</param>
internal sealed class FileSaver(GigaChatConnection connection, bool overwrite)
{
    private readonly HashSet<string> _saved = new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks whether a file could be saved, before its making costs anything.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.FileExists"/>, <see cref="GigaChatErrorKind.FileNotWritten"/>.
    /// </exception>
    public void Check(string path)
    {
        EnsureFolderExists(Path.GetDirectoryName(path)!);
        EnsureNotSavedYet(path);
        EnsureCanWrite(path);
    }

    /// <summary>Saves a file under a path; a picture under the ending of its type, whatever ending the path has.</summary>
    /// <param name="id">The id.</param>
    /// <param name="path">The full path of the file to be.</param>
    /// <param name="options">Time limit, trace and progress.</param>
    /// <param name="cancellationToken">Ends the call; nothing is left behind.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.FileExists"/>, <see cref="GigaChatErrorKind.FileNotWritten"/>, or no answer.
    /// </exception>
    /// <returns>The path of the file.</returns>
    public Task<string> SaveAsAsync(string id, string path, CallOptions? options, CancellationToken cancellationToken)
    {
        EnsureNotSavedYet(path);
        return SaveAsync(
            id, Path.GetFileName(path), Path.GetDirectoryName(path)!,
            (_, beginning) => FileNameSanitizer.CorrectImageExtension(path, beginning), path, options, cancellationToken);
    }

    /// <summary>Saves a file in a folder, under its own name, or its id where it has none.</summary>
    /// <param name="id">The id.</param>
    /// <param name="fileName">The name that the service gives, if any.</param>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="options">Time limit, trace and progress.</param>
    /// <param name="cancellationToken">Ends the call; nothing is left behind.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.FileExists"/>, <see cref="GigaChatErrorKind.FileNotWritten"/>, or no answer.
    /// </exception>
    /// <returns>The path.</returns>
    public Task<string> SaveInAsync(string id, string? fileName, string folder, CallOptions? options, CancellationToken cancellationToken)
    {
        string? name = FileNameSanitizer.Clean(fileName);
        string? known = name is null ? null : Path.Combine(folder, name);
        // Stored files often have one name; those of one call do not replace each other.
        if (known is not null && _saved.Contains(known))
            known = Path.Combine(folder, FileNameSanitizer.AppendSuffix(name!, id));
        return SaveAsync(
            id, name ?? id, folder,
            (content, beginning) => known ?? Path.Combine(folder, FileNameSanitizer.FromId(id, content.MediaType, beginning)),
            known, options, cancellationToken);
    }

    /// <summary>
    /// Saves a file that the model made in a folder, under a title with the ending of its type; a name that is taken gets the id.
    /// </summary>
    /// <param name="id">The id.</param>
    /// <param name="title">A name without an ending, safe for any file system; null for the id.</param>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="options">Time limit, trace and progress.</param>
    /// <param name="cancellationToken">Ends the call; nothing is left behind.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotWritten"/>, or no answer.</exception>
    /// <returns>The path.</returns>
    public Task<string> SaveTitledAsync(string id, string? title, string folder, CallOptions? options, CancellationToken cancellationToken)
        => SaveAsync(
            id, title ?? id, folder,
            (content, beginning) =>
            {
                string name = FileNameSanitizer.FromId(title ?? id, content.MediaType, beginning);
                string path = Path.Combine(folder, name);
                bool isTaken = _saved.Contains(path) || (!overwrite && AtomicFile.IsTaken(path));
                return isTaken ? Path.Combine(folder, FileNameSanitizer.AppendSuffix(name, id)) : path;
            },
            known: null, options, cancellationToken);

    private delegate string PathChoice(FileDownloadResult content, ReadOnlySpan<byte> beginning);

    private async Task<string> SaveAsync(
        string id, string name, string folder, PathChoice choose, string? known, CallOptions? options, CancellationToken cancellationToken)
    {
        EnsureFolderExists(folder);
        if (known is not null)
            EnsureCanWrite(known);
        try
        {
            using var temporary = new AtomicFile(known is null ? folder : AtomicFile.FolderOf(known));
            string path;
            FileStream file = temporary.Create(bufferSize: 0);
            await using (file.ConfigureAwait(false))
            {
                FileDownloadResult content = await connection.DownloadAsync(
                    id, name, file, options, cancellationToken).ConfigureAwait(false);
                byte[] beginning = new byte[16];
                file.Position = 0;
                int length = await file.ReadAtLeastAsync(
                    beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                path = choose(content, beginning.AsSpan(0, length));
            }
            EnsureCanWrite(path);
            temporary.MoveTo(path, overwrite);
            _saved.Add(path);
            if (known is not null)
                _saved.Add(known);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GigaChatException(
                GigaChatErrorKind.FileNotWritten, Localized.Format(FileMessages.NotWritten, known ?? folder, e.Message), e);
        }
    }

    /// <summary>Makes a folder, if it is not there.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotWritten"/>.</exception>
    public static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GigaChatException(
                GigaChatErrorKind.FileNotWritten, Localized.Format(FileMessages.NotWritten, folder, e.Message), e);
        }
    }

    private static void EnsureFolderExists(string folder)
    {
        if (!Directory.Exists(folder))
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(CmdletMessages.FileFolderMissing, folder));
    }

    // Of several files one would replace the other.
    private void EnsureNotSavedYet(string path)
    {
        if (_saved.Contains(path))
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.FileSavedTwice, path));
    }

    private void EnsureCanWrite(string path)
    {
        if (Directory.Exists(path))
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(CmdletMessages.FileIsFolder, path));
        if (!overwrite && AtomicFile.IsTaken(path))
            throw new GigaChatException(GigaChatErrorKind.FileExists, Localized.Format(CmdletMessages.FileExists, path));
    }
}

using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Files;

/// <summary>Where the files of one call go: into a folder, under names of their own, or to one path.</summary>
internal sealed class SaveDestination
{
    private readonly GigaChatCommand _cmdlet;
    private readonly FileSaver _saver;
    private readonly CallOptions _options;
    private bool _isFolder;

    private SaveDestination(GigaChatCommand cmdlet, string path, bool isFolder, bool overwrite, CallOptions? options)
    {
        _cmdlet = cmdlet;
        _isFolder = isFolder;
        _saver = new FileSaver(cmdlet.ActiveConnection, overwrite);
        _options = (options ?? cmdlet.CreateCallOptions()) with { Progress = cmdlet.Progress };
        Path = path;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Whether nothing is there yet, and the name may be that of a file as well as that of a folder.</summary>
    public bool IsUndecided => !_isFolder && !File.Exists(Path) && !System.IO.Path.HasExtension(Path);

    /// <summary>Several files go there, so it is a folder.</summary>
    public void BecomeFolder() => _isFolder = true;

    /// <summary>Finds the place; ends the pipeline where there cannot be one.</summary>
    /// <param name="cmdlet">Whose location counts.</param>
    /// <param name="destination">The parameter; null for the current folder.</param>
    /// <param name="overwrite">Replaces files that are there already.</param>
    /// <param name="options">Time limit of the calls.</param>
    public static SaveDestination Resolve(GigaChatCommand cmdlet, string? destination, bool overwrite, CallOptions? options = null)
    {
        string given = destination ?? ".";
        try
        {
            string path = PathResolver.InFileSystem(cmdlet, given, GigaChatErrorKind.FileNotWritten);
            // A path that ends in a slash means a folder, also one that is not there yet.
            bool isFolder = Directory.Exists(path) || System.IO.Path.EndsInDirectorySeparator(given);
            return new SaveDestination(cmdlet, System.IO.Path.TrimEndingDirectorySeparator(path), isFolder, overwrite, options);
        }
        catch (Exception e) when (e is GigaChatException or IOException)
        {
            cmdlet.Fail(new GigaChatException(
                GigaChatErrorKind.FileNotWritten, Localized.Format(CmdletMessages.DestinationUnusable, given), e), given);
            throw;
        }
    }

    /// <summary>Looks whether a file could be saved, before its making costs anything.</summary>
    public void Check()
    {
        if (!_isFolder)
            _saver.Check(Path);
    }

    /// <summary>Warns where a picture got another ending than the path has.</summary>
    /// <param name="path">The full path of the saved file.</param>
    public void WarnOfEnding(string path)
    {
        if (!_isFolder && path != Path)
            _cmdlet.WriteWarning(Localized.Format(CmdletMessages.ImageEndingChanged, VisibleText.OneLine(path)));
    }

    /// <summary>Writes a saved file as Get-Item does, with all that its view shows.</summary>
    /// <param name="path">The full path.</param>
    public void Write(string path)
        => _cmdlet.WriteObject(_cmdlet.InvokeProvider.Item.Get([path], force: true, literalPath: true), enumerateCollection: true);

    /// <summary>Downloads a file that the model made to its place; in a folder it is named after a title.</summary>
    /// <param name="id">The id.</param>
    /// <param name="title">A name without an ending; null for the id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The full path.</returns>
    public async Task<string> SaveTitledAsync(string id, string? title, CancellationToken cancellationToken)
    {
        if (!_isFolder)
            return await _saver.SaveAsAsync(id, size: null, Path, _options, cancellationToken);
        FileSaver.MakeFolder(Path);
        return await _saver.SaveTitledAsync(id, title, Path, _options, cancellationToken);
    }

    /// <summary>Downloads a file to its place.</summary>
    /// <param name="id">The id.</param>
    /// <param name="file">What is known of it, the content has to have its size; null to ask the service for its name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="mediaType">The type of a file that the model made, whose name may have no ending; null where it is not known.</param>
    /// <returns>The full path.</returns>
    public async Task<string> SaveAsync(string id, GigaChatFile? file, CancellationToken cancellationToken, string? mediaType = null)
    {
        // There are no empty files in the store: 0 stands for a size that the service did not name.
        long? size = file is { Size: > 0 } ? file.Size : null;
        if (!_isFolder)
            return await _saver.SaveAsAsync(id, size, Path, _options, cancellationToken);
        FileSaver.MakeFolder(Path);
        file ??= await _cmdlet.ActiveConnection.GetFileAsync(id, _options, cancellationToken);
        string? name = file.FileName is { } given ? FileNameSanitizer.AppendExtension(given, mediaType) : null;
        return await _saver.SaveInAsync(id, size, name, Path, _options, cancellationToken);
    }
}

using System.Management.Automation;
using GigaChat.Commands.Files;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Downloads files of the service: uploaded ones, and what the model drew.</summary>
[Cmdlet(VerbsData.Save, "GigaChatFile", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveGigaChatFileCommand : GigaChatCommand
{
    private readonly List<(string Id, GigaChatFile? File, object Item)> _waiting = [];
    private SaveDestination? _destination;

    /// <summary>Ids of files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Files of Get-GigaChatFile or Add-GigaChatFile, or the generated files of a reply.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "File")]
    [GeneratedFileTransformation]
    [ValidateNotNullOrEmpty]
    public GigaChatFile[]? File { get; set; }

    /// <summary>Replies whose text holds pictures or other files.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Reply")]
    [ValidateNotNullOrEmpty]
    public ChatReply[]? Reply { get; set; }

    /// <summary>
    /// A folder, or the path of the file to be. A folder that is not there is made, where several files are saved or the path ends in a
    /// separator. Without it the current folder.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("OutFile")]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Replaces files that are there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the saved files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _destination = SaveDestination.Resolve(this, Destination, Force);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in Id ?? [])
            Add(id, null, id);
        foreach (GigaChatFile file in File ?? [])
            Add(file.Id, file, file);
        foreach (ChatReply reply in Reply ?? [])
            SaveAll(reply);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_waiting.Count > 1)
            _destination!.BecomeFolder();
        foreach ((string id, GigaChatFile? file, object item) in _waiting)
            Save(id, file, item);
    }

    // One file takes the name, several make it a folder: how many there are is known at the end.
    private void Add(string id, GigaChatFile? file, object item)
    {
        if (_destination!.IsUndecided)
            _waiting.Add((id, file, item));
        else
            Save(id, file, item);
    }

    private void SaveAll(ChatReply reply)
    {
        if (reply.Files.Count == 0)
            Report(new GigaChatException(GigaChatErrorKind.FileNotFound, CmdletMessages.ReplyHasNoFiles), reply);
        foreach (string id in reply.Files)
            Add(id, null, reply);
    }

    private void Save(string id, GigaChatFile? file, object item)
    {
        if (!Ask(file is null ? id : FileTitle.Of(file), Localized.Format(CmdletMessages.SaveIn, _destination!.Path)))
            return;
        Try(item, () =>
        {
            string? type = (item as ChatReply)?.GeneratedFiles.FirstOrDefault(made => made.Id == id)?.MimeType;
            string path = Await(token => _destination.SaveAsync(id, file, token, type));
            _destination.WarnOfEnding(path);
            if (PassThru)
                _destination.Write(path);
        });
    }
}

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
    private SaveDestination? _destination;

    /// <summary>Ids of files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Files of Get-GigaChatFile or Add-GigaChatFile.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "File")]
    [ValidateNotNullOrEmpty]
    public GigaChatFile[]? File { get; set; }

    /// <summary>Replies whose text holds pictures or other files.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Reply")]
    [ValidateNotNullOrEmpty]
    public ChatReply[]? Reply { get; set; }

    /// <summary>A folder that is there, or the path of the file to be. Without it the current folder.</summary>
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
            Save(id, null, id);
        foreach (GigaChatFile file in File ?? [])
            Save(file.Id, file, file);
        foreach (ChatReply reply in Reply ?? [])
            SaveAll(reply);
    }

    private void SaveAll(ChatReply reply)
    {
        if (reply.Files.Count == 0)
            Report(new GigaChatException(GigaChatErrorKind.FileNotFound, CmdletMessages.ReplyHasNoFiles), reply);
        foreach (string id in reply.Files)
            Save(id, null, reply);
    }

    private void Save(string id, GigaChatFile? file, object item)
    {
        if (!Ask(file is null ? id : FileTitle.Of(file), Localized.Format(CmdletMessages.SaveIn, _destination!.Path)))
            return;
        Try(item, () =>
        {
            string path = Await(token => _destination.SaveAsync(id, file, token));
            if (PassThru)
                _destination.Write(path);
        });
    }
}

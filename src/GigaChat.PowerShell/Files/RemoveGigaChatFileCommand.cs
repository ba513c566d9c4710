using System.Management.Automation;
using GigaChat.Commands.Files;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Removes files from the service. It keeps no copy, so PowerShell asks first.</summary>
[Cmdlet(VerbsCommon.Remove, "GigaChatFile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveGigaChatFileCommand : GigaChatCommand
{
    /// <summary>Ids of files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Files of Get-GigaChatFile or Add-GigaChatFile.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "File")]
    [ValidateNotNullOrEmpty]
    public GigaChatFile[]? File { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in Id ?? [])
            Remove(id, id, id);
        foreach (GigaChatFile file in File ?? [])
            Remove(file.Id, FileTitle.Of(file), file);
    }

    private void Remove(string id, string title, object item)
    {
        if (Ask(title, CmdletMessages.RemoveFromService))
            Try(item, () => Await(token => ActiveConnection.DeleteFileAsync(id, CreateCallOptions(), token)));
    }
}

using System.Management.Automation;
using GigaChat.Commands.Files;

namespace GigaChat.Commands;

/// <summary>Lists the files that the service keeps for this account.</summary>
[Cmdlet(VerbsCommon.Get, "GigaChatFile")]
[OutputType(typeof(GigaChatFile))]
public sealed class GetGigaChatFileCommand : GigaChatCommand
{
    /// <summary>Ids of files; without them all files.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CallOptions options = CreateCallOptions();
        if (Id is null)
        {
            Try(null, () => WriteObject(Await(token => ActiveConnection.GetFilesAsync(options, token)), enumerateCollection: true));
            return;
        }
        foreach (string id in Id)
            Try(id, () => WriteObject(Await(token => ActiveConnection.GetFileAsync(id, options, token))));
    }
}

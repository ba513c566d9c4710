using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Index;
using GigaChat.Index.Storage;

namespace GigaChat.Commands;

/// <summary>Shows indexes of documents: model, documents, pieces, size and date.</summary>
[Cmdlet(VerbsCommon.Get, "GigaChatIndex")]
[OutputType(typeof(IndexStatus))]
public sealed class GetGigaChatIndexCommand : AsyncCommand
{
    /// <summary>The files of the indexes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidatePath]
    [ValidateNotNullOrEmpty]
    public string[]? IndexPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in IndexPath!)
        {
            Try(path, () =>
            {
                string full = PathResolver.ForWriting(this, path);
                WriteObject(AwaitBlocking(() => IndexSummary.Read(full, new LockWait(stop: StopToken))));
            });
        }
    }
}

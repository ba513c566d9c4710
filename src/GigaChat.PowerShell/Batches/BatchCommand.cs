using System.Management.Automation;
using GigaChat.Commands.Batches;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets that work on batches there are: objects, or ids.</summary>
public abstract class BatchCommand : GigaChatCommand
{
    /// <summary>The parameter set of batch objects.</summary>
    protected const string BatchSet = "Batch";

    /// <summary>Batches of Start-GigaChatBatch, saved ones too: they know their inputs. An id is also taken.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = BatchSet)]
    [ArgumentCompleter(typeof(BatchIdCompleter))]
    [BatchTransformation]
    [ValidateNotNull]
    public GigaChatBatch[]? InputObject { get; set; }

    /// <summary>Ids of batches.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Id")]
    [ArgumentCompleter(typeof(BatchIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (GigaChatBatch batch in InputObject ?? (Id ?? []).Select(static id => new GigaChatBatch { Id = id }))
            Try(batch, () => Process(batch));
    }

    /// <summary>Does what the cmdlet does with one batch.</summary>
    /// <param name="batch">The batch.</param>
    protected abstract void Process(GigaChatBatch batch);
}

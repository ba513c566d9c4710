using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>Shows how far batches are: those given, or all that the service still keeps.</summary>
[Cmdlet(VerbsCommon.Get, "GigaChatBatch", DefaultParameterSetName = "All")]
[OutputType(typeof(GigaChatBatch))]
public sealed class GetGigaChatBatchCommand : BatchCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == "All")
            Try(null, () => WriteObject(
                Await(token => ActiveConnection.GetBatchesAsync(CreateCallOptions(), token)), enumerateCollection: true));
    }

    /// <inheritdoc/>
    protected override void Process(GigaChatBatch batch)
        => WriteObject(Await(token => ActiveConnection.GetBatchAsync(batch, CreateCallOptions(), token)));
}

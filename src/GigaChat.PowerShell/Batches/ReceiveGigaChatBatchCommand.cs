using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>Writes the results of finished batches in the order of their inputs; what failed becomes an error.</summary>
[Cmdlet(VerbsCommunications.Receive, "GigaChatBatch", DefaultParameterSetName = BatchSet)]
[OutputType(typeof(ChatReply), typeof(Embedding))]
public sealed class ReceiveGigaChatBatchCommand : BatchCommand
{
    /// <inheritdoc/>
    protected override void Process(GigaChatBatch batch)
    {
        foreach (BatchOutcome outcome in Await(token => ActiveConnection.ReceiveBatchAsync(batch, NewCall(), token)))
        {
            if (outcome.Error is { } error)
            {
                // It is the error of one request; what it says of the connection was true for the batch's own time.
                WriteError(error.ToRecord(outcome.Input is { } input ? input.Source ?? input.Text : outcome.Id));
                continue;
            }
            if (outcome.Value is ChatReply reply && ReplyWarnings.Of(reply) is { } warning)
                WriteWarning(warning);
            WriteObject(outcome.Value);
        }
    }
}

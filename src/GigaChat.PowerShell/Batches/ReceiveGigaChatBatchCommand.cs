using System.Management.Automation;
using GigaChat.Commands.Batches;
using GigaChat.Commands.Chat;
using GigaChat.Commands.Functions;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>Writes the results of finished batches in the order of their inputs; what failed becomes an error.</summary>
[Cmdlet(VerbsCommunications.Receive, "GigaChatBatch", DefaultParameterSetName = BatchSet)]
[OutputType(typeof(ChatReply), typeof(Embedding))]
public sealed class ReceiveGigaChatBatchCommand : BatchCommand
{
    /// <inheritdoc/>
    protected override void Process(GigaChatBatch batch)
    {
        foreach (BatchResult result in Await(token => ActiveConnection.ReceiveBatchAsync(batch, CreateCallOptions(), token)))
        {
            if (result.Error is { } error)
            {
                // It is the error of one request; what it says of the connection was true for the batch's own time.
                object? item = result.Input is { } input ? input.Source ?? input.Text : result.Id;
                WriteError(error.ToRecord((error as ChatException)?.PartialReply ?? item));
                continue;
            }
            Try(result.Input?.Source, () => Write(batch, result.Value));
        }
    }

    private void Write(GigaChatBatch batch, object? answer)
    {
        if (answer is ChatReply reply)
        {
            if (ReplyWarnings.For(reply) is { } warning)
                WriteWarning(warning);
            if (batch.Schema is not null)
                StructuredAnswer.Convert(reply, BatchAnswerTypes.Find(batch), StructuredAnswer.ConvertValue);
        }
        WriteObject(answer);
    }
}

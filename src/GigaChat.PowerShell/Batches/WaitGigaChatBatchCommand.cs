using System.Diagnostics;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Waits until batches are finished and writes them.</summary>
[Cmdlet(VerbsLifecycle.Wait, "GigaChatBatch", DefaultParameterSetName = BatchSet)]
[OutputType(typeof(GigaChatBatch))]
public sealed class WaitGigaChatBatchCommand : BatchCommand
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>The longest time for the whole wait, in seconds; without it there is no limit. The batch goes on in any case.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void Process(GigaChatBatch batch)
    {
        TimeSpan? left = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) - _watch.Elapsed : null;
        var progress = new ItemProgress(this, Localized.Format(CmdletMessages.BatchActivity, batch.Id), notBefore: TimeSpan.Zero);
        try
        {
            GigaChatBatch last = batch;
            foreach (GigaChatBatch now in AwaitEach(token => ActiveConnection.PollBatchAsync(batch, left, CreateCallOptions(), token)))
            {
                last = now;
                int done = (now.Completed ?? 0) + (now.Failed ?? 0);
                progress.Show(done, now.Total,
                    Localized.Format(CmdletMessages.BatchStatus, now.Status ?? "?", done, (object?)now.Total ?? "?", now.Failed ?? 0));
            }
            progress.End();
            WriteObject(last);
        }
        finally
        {
            progress.End();
        }
    }
}

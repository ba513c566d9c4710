using System.Diagnostics;
using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Waits until batches are finished and writes them.</summary>
[Cmdlet(VerbsLifecycle.Wait, "GigaChatBatch", DefaultParameterSetName = BatchSet)]
[OutputType(typeof(GigaChatBatch))]
public sealed class WaitGigaChatBatchCommand : BatchCommand
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary><para type="description">The longest time for the whole wait, in seconds; without it there is no limit. The batch goes on in any case.</para></summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void Process(GigaChatBatch batch)
    {
        TimeSpan? left = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) - _watch.Elapsed : null;
        var progress = new ProgressRecord(0, Text.Format(CmdletMessages.BatchActivity, batch.Id), " ");
        try
        {
            GigaChatBatch last = batch;
            foreach (GigaChatBatch now in AwaitEach(token => ActiveConnection.WatchBatchAsync(batch, left, new CallOptions { Trace = Trace }, token)))
            {
                last = now;
                Show(progress, now);
            }
            WriteObject(last);
        }
        finally
        {
            progress.RecordType = ProgressRecordType.Completed;
            if (!Stopping)
                WriteProgress(progress);
        }
    }

    private void Show(ProgressRecord progress, GigaChatBatch batch)
    {
        int done = (batch.Completed ?? 0) + (batch.Failed ?? 0);
        progress.StatusDescription = Text.Format(CmdletMessages.BatchStatus, batch.Status ?? "?", done, (object?)batch.Total ?? "?", batch.Failed ?? 0);
        progress.PercentComplete = batch.Total is > 0 and int total ? Math.Min(100, (int)(done * 100L / total)) : -1;
        WriteProgress(progress);
    }
}

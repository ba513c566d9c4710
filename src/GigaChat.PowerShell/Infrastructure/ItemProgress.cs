using System.Diagnostics;
using System.Management.Automation;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Shows how far work on many items is: how many are done, of how many, and the time left. It may be called for every item: it
/// writes a few times a second, and nothing for work that ends at once.
/// </summary>
/// <param name="cmdlet">Writes it, on the pipeline thread.</param>
/// <param name="title">What is being done.</param>
/// <param name="notBefore">How long nothing is shown.</param>
internal sealed class ItemProgress(ModuleCommand cmdlet, string title, TimeSpan notBefore) : IItemProgress
{
    /// <summary>What is over within this time needs no bar.</summary>
    public static readonly TimeSpan DefaultDelay = TimeSpan.FromMilliseconds(500);

    private static readonly long Interval = Stopwatch.Frequency / 4;
    private static int s_lastActivity;

    private readonly int _activity = NextActivityId();
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _due = Stopwatch.GetTimestamp() + (long)(notBefore.TotalSeconds * Stopwatch.Frequency);
    private ProgressRecord? _shown;
    private long _begun;
    private long _done;
    private bool _isAllBegun;

    /// <summary>A number that no other bar of this process has.</summary>
    public static int NextActivityId() => Interlocked.Increment(ref s_lastActivity);

    /// <summary>More items are under way.</summary>
    public void Begin(int items) => _begun += items;

    /// <summary>No more items will come: from now on it is known how many there are.</summary>
    public void CompleteAdding() => _isAllBegun = true;

    /// <summary>Items that were under way are done.</summary>
    public void Finish(int items) => _done += items;

    /// <summary>Shows what was counted.</summary>
    public void Show() => Show(_done, _isAllBegun ? _begun : null);

    /// <summary>Shows that so much is done.</summary>
    /// <param name="done">Items done.</param>
    /// <param name="total">Items in all; null as long as more may come.</param>
    /// <param name="status">What to say of it; null for the numbers.</param>
    public void Show(long done, long? total, string? status = null)
    {
        long now = Stopwatch.GetTimestamp();
        if (now < _due)
            return;
        _due = now + Interval;
        status ??= total is null
            ? Localized.Format(CmdletMessages.WorkDone, done)
            : Localized.Format(CmdletMessages.WorkDoneOf, done, total);
        // A new record each time: hosts and tests may keep the objects they are given.
        _shown = new ProgressRecord(_activity, title, status);
        if (total is > 0 and { } all)
        {
            _shown.PercentComplete = (int)Math.Min(100, done * 100 / all);
            if (done > 0)
                _shown.SecondsRemaining = (int)Math.Min(
                    int.MaxValue, Stopwatch.GetElapsedTime(_started, now).TotalSeconds * Math.Max(0, all - done) / done);
        }
        cmdlet.WriteProgress(_shown);
    }

    /// <summary>Takes it away, whether the work is done or given up.</summary>
    public void End()
    {
        if (_shown is not { } last)
            return;
        _shown = null;
        WriteLast(cmdlet, new ProgressRecord(_activity, title, last.StatusDescription) { RecordType = ProgressRecordType.Completed });
    }

    /// <summary>Writes the end of a bar, also while a pipeline is being taken down.</summary>
    public static void WriteLast(ModuleCommand cmdlet, ProgressRecord record)
    {
        try
        {
            cmdlet.WriteProgress(record);
        }
        catch (Exception e) when (e is PipelineStoppedException or InvalidOperationException)
        {
            // After Ctrl+C nothing can be written, and the host takes its bars away by itself.
        }
    }
}

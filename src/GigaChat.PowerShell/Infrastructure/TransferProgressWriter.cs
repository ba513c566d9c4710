using System.Diagnostics;
using System.Management.Automation;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Shows how transfers go on. The work reports from its threads as often as it likes; the pipeline thread writes the
/// newest state of each, a few times a second, and of a transfer that is over at once nothing.
/// </summary>
/// <param name="wake">Wakes the pipeline thread.</param>
internal sealed class TransferProgressWriter(Action wake) : IProgress<TransferProgress>
{
    private static readonly TimeSpan DisplayDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly object _lock = new();
    private readonly Dictionary<object, Bar> _bars = [];
    private long _woken = Stopwatch.GetTimestamp();
    private volatile bool _hasBars;

    /// <inheritdoc/>
    public void Report(TransferProgress value)
    {
        bool isDue;
        lock (_lock)
        {
            object key = value.Source ?? value.Name;
            if (!_bars.TryGetValue(key, out Bar? bar))
                _bars.Add(key, bar = new Bar(ItemProgress.NextActivityId()));
            _hasBars = true;
            bar.State = value;
            isDue = value.HasEnded || (bar.Age > DisplayDelay && Stopwatch.GetElapsedTime(_woken) > Interval);
            if (isDue)
                _woken = Stopwatch.GetTimestamp();
        }
        if (isDue)
            wake();
    }

    /// <summary>Writes what is new. On the pipeline thread only.</summary>
    public void WriteTo(ModuleCommand cmdlet)
    {
        // Asked after every piece of a stream.
        if (!_hasBars)
            return;
        foreach (ProgressRecord record in TakeRecords())
            cmdlet.WriteProgress(record);
    }

    /// <summary>Completes the bars that are still shown: cancelled transfers report no end.</summary>
    public void Close(ModuleCommand cmdlet)
    {
        lock (_lock)
        {
            foreach (Bar bar in _bars.Values)
                bar.State = bar.State with { HasEnded = true };
        }
        foreach (ProgressRecord record in TakeRecords())
            ItemProgress.WriteLast(cmdlet, record);
    }

    private List<ProgressRecord> TakeRecords()
    {
        List<ProgressRecord> records = [];
        lock (_lock)
        {
            foreach ((object key, Bar bar) in _bars.ToArray())
            {
                if (bar.State.HasEnded)
                    _bars.Remove(key);
                else if (bar.Age < DisplayDelay || bar.State == bar.Shown)
                    continue;
                if (bar.Shown is not null || !bar.State.HasEnded)
                    records.Add(bar.ToRecord());
                bar.Shown = bar.State;
            }
            _hasBars = _bars.Count > 0;
        }
        return records;
    }

    private sealed class Bar(int activity)
    {
        private readonly long _started = Stopwatch.GetTimestamp();

        public TimeSpan Age => Stopwatch.GetElapsedTime(_started);

        public TransferProgress State { get; set; } = null!;

        public TransferProgress? Shown { get; set; }

        public ProgressRecord ToRecord()
        {
            string title = Localized.Format(
                State.Direction == TransferDirection.Upload ? CmdletMessages.FileUploading : CmdletMessages.FileDownloading, State.Name);
            string done = ByteSize.ToText(State.Done);
            var record = new ProgressRecord(activity, title, State.Total is { } total
                ? Localized.Format(CmdletMessages.FileSizeOf, done, ByteSize.ToText(total)) : done)
            {
                RecordType = State.HasEnded ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            };
            if (State.Total is > 0 and { } size)
            {
                record.PercentComplete = (int)Math.Min(100, State.Done * 100 / size);
                if (State.Done > 0)
                    record.SecondsRemaining = (int)Math.Min(int.MaxValue, Age.TotalSeconds * (size - State.Done) / State.Done);
            }
            return record;
        }
    }
}

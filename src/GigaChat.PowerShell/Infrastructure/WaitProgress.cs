using System.Diagnostics;
using System.Management.Automation;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// A sign of life while an answer is waited for: how long already, and when the next attempt comes. It shows nothing in the first second,
/// and nothing beside another bar of the cmdlet, which says more.
/// </summary>
/// <param name="cmdlet">Writes it, on the pipeline thread.</param>
/// <param name="title">What is waited for.</param>
internal sealed class WaitProgress(ModuleCommand cmdlet, string title)
{
    /// <summary>How often <see cref="Show"/> has to be called for the seconds to be counted.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly int _activity = ItemProgress.NextActivityId();
    private Pause? _pause;
    private long _started;
    private long _shownSecond;
    private bool _isShown;

    /// <summary>A wait begins.</summary>
    public void Begin()
    {
        _started = Stopwatch.GetTimestamp();
        _shownSecond = 0;
        _pause = null;
    }

    /// <summary>An attempt failed, and there is a pause before the next one. Called on any thread.</summary>
    public void Report(RequestTrace trace)
    {
        if (trace.Wait is not { } wait)
            return;
        long end = Stopwatch.GetTimestamp() + (long)(wait.TotalSeconds * Stopwatch.Frequency);
        Volatile.Write(ref _pause, new Pause(trace.Attempt + 1, end));
    }

    /// <summary>Shows how long the wait takes; at most once a second.</summary>
    public void Show()
    {
        long now = Stopwatch.GetTimestamp();
        long seconds = (long)Stopwatch.GetElapsedTime(_started, now).TotalSeconds;
        if (seconds <= _shownSecond)
            return;
        _shownSecond = seconds;
        if (cmdlet.HasOtherBar(_activity))
        {
            End();
            return;
        }
        _isShown = true;
        cmdlet.WriteProgress(new ProgressRecord(_activity, title, Describe(seconds, now)));
    }

    /// <summary>Takes it away, however the wait ended.</summary>
    public void End()
    {
        if (!_isShown)
            return;
        _isShown = false;
        ItemProgress.WriteLast(cmdlet, new ProgressRecord(_activity, title, " ") { RecordType = ProgressRecordType.Completed });
    }

    private string Describe(long seconds, long now)
        => Volatile.Read(ref _pause) is { } pause && pause.End > now
            ? Localized.Format(
                CmdletMessages.WaitRetry, seconds, pause.Attempt, Math.Ceiling(Stopwatch.GetElapsedTime(now, pause.End).TotalSeconds))
            : Localized.Format(CmdletMessages.WaitSeconds, seconds);

    private sealed record Pause(int Attempt, long End);
}

using System.Diagnostics;
using System.Management.Automation;

namespace GigaChat.Commands.Interactive;

/// <summary>The keys of the console.</summary>
/// <param name="stop">Ends the waiting.</param>
internal sealed class ConsoleKeyboard(CancellationToken stop) : IKeyboard
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <inheritdoc/>
    public bool IsKeyAvailable => Console.KeyAvailable;

    /// <inheritdoc/>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    public ConsoleKeyInfo? Read(TimeSpan? timeout = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (!Console.KeyAvailable)
        {
            if (timeout is { } limit && Stopwatch.GetElapsedTime(start) >= limit)
                return null;
            if (stop.WaitHandle.WaitOne(Interval))
                throw new PipelineStoppedException();
        }
        return Console.ReadKey(intercept: true);
    }
}

namespace GigaChat.Commands.Interactive;

/// <summary>
/// Lets Ctrl+C end an answer instead of the whole chat. PowerShell stops the running pipeline on Ctrl+C and cannot take
/// that back, so while an answer comes the key is read as a key. Where there is no keyboard, PowerShell's way remains.
/// </summary>
internal sealed class CtrlCMonitor : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _answer;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watch = Task.CompletedTask;

    /// <summary>Begins to watch.</summary>
    /// <param name="keyboard">There is a keyboard to watch.</param>
    /// <param name="stop">Ends the answer as well.</param>
    public CtrlCMonitor(bool keyboard, CancellationToken stop)
    {
        _answer = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (keyboard && !Console.IsInputRedirected)
        {
            Console.TreatControlCAsInput = true;
            _watch = WatchAsync();
        }
    }

    /// <summary>Is cancelled by Ctrl+C.</summary>
    public CancellationToken Token => _answer.Token;

    public void Dispose()
    {
        _end.Cancel();
        if (_watch != Task.CompletedTask)
        {
            // The next line is read by the host alone.
            AsyncCommand.WaitForShutdown(_watch);
            Console.TreatControlCAsInput = false;
        }
        _end.Dispose();
        _answer.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, _end.Token).ConfigureAwait(false);
                while (Console.KeyAvailable)
                {
                    // Other keys have no meaning while the model speaks.
                    if (Console.ReadKey(intercept: true) is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
                        await _answer.CancelAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The answer has ended.
        }
    }
}

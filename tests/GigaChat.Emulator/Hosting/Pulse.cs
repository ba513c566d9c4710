namespace GigaChat.Emulator.Hosting;

/// <summary>Completes the waits for a change of the state. Costs next to nothing while there are none.</summary>
internal sealed class Pulse
{
    private int _waiters;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Signal()
    {
        // The change was made before; a waiter announces itself before it looks. One of the two sees the other.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _waiters) > 0)
            Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>False when the time ran out first.</summary>
    public async Task<bool> WaitAsync(Func<bool> condition, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(timeout);
        Interlocked.Increment(ref _waiters);
        try
        {
            while (true)
            {
                var next = Volatile.Read(ref _next).Task;
                if (condition())
                    return true;
                await next.WaitAsync(timer.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return condition();
        }
        finally
        {
            Interlocked.Decrement(ref _waiters);
        }
    }
}

namespace GigaChat.Http;

/// <summary>Lets as many requests through at a time as the account may make; the others wait instead of being answered 429.</summary>
/// <param name="limit">How many, at least 1.</param>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle is never asked for holds nothing to free.
internal sealed class ConcurrencyGate(int limit)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _places = new(limit, limit);
    private int _inside;
    private Action? _whenEmpty;

    /// <summary>Waits for a place.</summary>
    /// <returns>The place; disposing it, once or often, gives it back.</returns>
    public async ValueTask<Place> EnterAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inside);
        try
        {
            await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Place(this);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Counts as being inside without taking a place.</summary>
    /// <returns>Ends it when disposed, once or often.</returns>
    public IDisposable Hold()
    {
        Interlocked.Increment(ref _inside);
        return new Guest(this);
    }

    /// <summary>Does something once nobody is inside or waiting any more; at once where that is so now.</summary>
    public void WhenEmpty(Action action)
    {
        // A full fence: the last one to leave sees the action, or this sees that he has left.
        Interlocked.Exchange(ref _whenEmpty, action);
        if (Volatile.Read(ref _inside) == 0)
            Interlocked.Exchange(ref _whenEmpty, null)?.Invoke();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _inside) == 0)
            Interlocked.Exchange(ref _whenEmpty, null)?.Invoke();
    }

    private sealed class Guest(ConcurrencyGate gate) : IDisposable
    {
        private ConcurrencyGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }

    internal sealed class Place(ConcurrencyGate gate) : IDisposable
    {
        private ConcurrencyGate? _gate = gate;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _gate, null) is { } gate)
            {
                gate._places.Release();
                gate.Leave();
            }
        }
    }
}

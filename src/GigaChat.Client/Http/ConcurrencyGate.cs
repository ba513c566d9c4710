namespace GigaChat.Http;

/// <summary>Lets as many requests through at a time as the account may make; the others wait instead of being answered 429.</summary>
/// <param name="limit">How many, at least 1.</param>
/// <param name="uses">Counts the requests that wait or have a place.</param>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle is never asked for holds nothing to free.
internal sealed class ConcurrencyGate(int limit, UseCounter uses)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _places = new(limit, limit);

    /// <summary>Waits for a place.</summary>
    /// <returns>The place; disposing it, once or often, gives it back.</returns>
    public async ValueTask<Place> EnterAsync(CancellationToken cancellationToken)
    {
        IDisposable use = uses.Acquire();
        try
        {
            await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Place(_places, use);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    internal sealed class Place(SemaphoreSlim places, IDisposable use) : IDisposable
    {
        private SemaphoreSlim? _places = places;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _places, null) is { } places)
            {
                places.Release();
                use.Dispose();
            }
        }
    }
}

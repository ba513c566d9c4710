namespace GigaChat.Http;

/// <summary>Lets as many requests through at a time as the account may make; the others wait instead of being answered 429.</summary>
/// <param name="limit">How many, at least 1.</param>
/// <param name="uses">Counts the requests that wait, have a place or are still being read.</param>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle is never asked for holds nothing to free.
internal sealed class ConcurrencyGate(int limit, UseCounter uses)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _places = new(limit, limit);

    /// <summary>Waits for a place.</summary>
    /// <param name="throttle">A narrower limit that some calls share, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The place; disposing it, once or often, gives it back.</returns>
    public async ValueTask<Place> EnterAsync(SemaphoreSlim? throttle, CancellationToken cancellationToken)
    {
        IDisposable use = uses.Acquire();
        bool isThrottled = false;
        try
        {
            if (throttle is not null)
            {
                await throttle.WaitAsync(cancellationToken).ConfigureAwait(false);
                isThrottled = true;
            }
            await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Place(_places, throttle, use);
        }
        catch
        {
            if (isThrottled)
                throttle!.Release();
            use.Dispose();
            throw;
        }
    }

    internal sealed class Place(SemaphoreSlim places, SemaphoreSlim? throttle, IDisposable use) : IDisposable
    {
        private SemaphoreSlim? _places = places;

        /// <summary>Lets the next request begin; the connection stays in use until this place is disposed of.</summary>
        public void LetNextBegin()
        {
            if (Interlocked.Exchange(ref _places, null) is not { } places)
                return;
            places.Release();
            throttle?.Release();
        }

        public void Dispose()
        {
            LetNextBegin();
            use.Dispose();
        }
    }
}

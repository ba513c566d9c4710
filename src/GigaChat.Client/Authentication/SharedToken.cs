namespace GigaChat.Authentication;

/// <summary>One cached token. However many callers want it at once, one request fetches it.</summary>
/// <param name="time">The clock.</param>
internal sealed class SharedToken(TimeProvider time)
{
    private readonly object _lock = new();
    private AccessToken? _token;
    private Flight? _flight;

    /// <summary>The token held now, usable or not.</summary>
    public AccessToken? Current
    {
        get
        {
            lock (_lock)
                return _token;
        }
    }

    /// <summary>The token, fetched first where there is none that lasts another minute.</summary>
    /// <param name="fetch">Fetches one; called once for all callers that wait. Cancelled when the last of them has given up.</param>
    /// <param name="cancellationToken">Ends the wait of this caller only.</param>
    public async ValueTask<AccessToken> GetAsync(Func<CancellationToken, Task<AccessToken>> fetch, CancellationToken cancellationToken)
    {
        while (true)
        {
            Flight flight;
            bool isOwn;
            lock (_lock)
            {
                if (_token is { } token && token.IsUsable(time.GetUtcNow()))
                    return token;
                isOwn = _flight is null;
                flight = _flight ??= new Flight();
                flight.Waiting++;
                flight.Task ??= Task.Run(() => FetchAsync(flight, fetch), CancellationToken.None);
            }

            try
            {
                return await flight.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (GigaChatException e) when (!isOwn && e.Kind == GigaChatErrorKind.NotConnected)
            {
                // The connection that fetched for all was closed; that is not the end of this one.
            }
            finally
            {
                ReleaseWaiter(flight);
            }
        }
    }

    /// <summary>Drops a token that the service refused, unless it has been renewed meanwhile.</summary>
    public void Invalidate(AccessToken failed)
    {
        lock (_lock)
        {
            if (_token?.Value == failed.Value)
                _token = null;
        }
    }

    /// <summary>Takes a token that was fetched apart, in place of the one held.</summary>
    public void Set(AccessToken token)
    {
        lock (_lock)
            _token = token;
    }

    /// <summary>Forgets the token.</summary>
    public void Clear()
    {
        lock (_lock)
            _token = null;
    }

    private async Task<AccessToken> FetchAsync(Flight flight, Func<CancellationToken, Task<AccessToken>> fetch)
    {
        AccessToken? token = null;
        try
        {
            token = await fetch(flight.Abandoned.Token).ConfigureAwait(false);
            return token;
        }
        finally
        {
            lock (_lock)
            {
                if (_flight == flight)
                {
                    _token = token ?? _token;
                    _flight = null;
                }
            }
        }
    }

    private void ReleaseWaiter(Flight flight)
    {
        lock (_lock)
        {
            if (--flight.Waiting > 0)
                return;
            if (_flight == flight)
                _flight = null;
        }
        // No caller waits any more: a fetch that is still under way is cancelled.
        flight.Abandoned.Cancel();
    }

    private sealed class Flight
    {
        public CancellationTokenSource Abandoned { get; } = new();

        public Task<AccessToken>? Task { get; set; }

        public int Waiting { get; set; }
    }
}

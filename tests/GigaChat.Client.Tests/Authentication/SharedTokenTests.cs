using GigaChat.Authentication;

namespace GigaChat.Tests.Authentication;

public sealed class SharedTokenTests
{
    private readonly SharedToken _token = new(TimeProvider.System);
    private readonly TaskCompletionSource<AccessToken> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _fetches;

    [Fact]
    public async Task However_many_wait_one_request_fetches()
    {
        Task<AccessToken>[] callers = [.. Enumerable.Range(0, 40).Select(_ => _token.GetAsync(Fetch, default).AsTask())];
        _answer.SetResult(Token("a"));
        AccessToken[] tokens = await Task.WhenAll(callers);
        Assert.All(tokens, token => Assert.Equal("a", token.Value));
        Assert.Equal(1, _fetches);
    }

    [Fact]
    public async Task A_failure_reaches_all_who_wait_and_the_next_caller_tries_again()
    {
        Task<AccessToken>[] callers = [.. Enumerable.Range(0, 5).Select(_ => _token.GetAsync(Fetch, default).AsTask())];
        _answer.SetException(new GigaChatException(GigaChatErrorKind.AuthenticationFailed, "no"));
        foreach (Task<AccessToken> caller in callers)
            await Assert.ThrowsAsync<GigaChatException>(() => caller);
        Assert.Equal(1, _fetches);
        Assert.Equal("b", (await _token.GetAsync(_ => Task.FromResult(Token("b")), Cancellation)).Value);
    }

    [Fact]
    public async Task One_who_goes_away_does_not_disturb_the_others()
    {
        using var impatient = new CancellationTokenSource();
        Task<AccessToken> first = _token.GetAsync(Fetch, impatient.Token).AsTask();
        Task<AccessToken> second = _token.GetAsync(Fetch, Cancellation).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _answer.SetResult(Token("a"));
        Assert.Equal("a", (await second).Value);
        Assert.Equal(1, _fetches);
    }

    [Fact]
    public async Task Where_the_connection_that_fetches_is_closed_another_fetches()
    {
        Task<AccessToken> closed = _token.GetAsync(Fetch, Cancellation).AsTask();
        Task<AccessToken> other = _token.GetAsync(_ => Task.FromResult(Token("b")), Cancellation).AsTask();
        _answer.SetException(new GigaChatException(GigaChatErrorKind.NotConnected, "closed"));
        Assert.Equal(GigaChatErrorKind.NotConnected, (await Assert.ThrowsAsync<GigaChatException>(() => closed)).Kind);
        Assert.Equal("b", (await other).Value);
    }

    [Fact]
    public async Task When_the_last_one_goes_away_the_request_ends()
    {
        var ended = new TaskCompletionSource();
        using var impatient = new CancellationTokenSource();
        Task<AccessToken> only = _token.GetAsync(
            async token =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                finally
                {
                    ended.SetResult();
                }
                return Token("never");
            },
            impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => only);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        Assert.Equal("b", (await _token.GetAsync(_ => Task.FromResult(Token("b")), Cancellation)).Value);
    }

    [Fact]
    public async Task Only_the_token_that_failed_is_dropped()
    {
        AccessToken old = await _token.GetAsync(_ => Task.FromResult(Token("old")), Cancellation);
        _token.Invalidate(old);
        AccessToken renewed = await _token.GetAsync(_ => Task.FromResult(Token("new")), Cancellation);
        // A second caller whose request still carried the old token comes late.
        _token.Invalidate(old);
        Assert.Same(renewed, await _token.GetAsync(Fetch, Cancellation));
        Assert.Equal(0, _fetches);
    }

    private static AccessToken Token(string value) => new(value, DateTimeOffset.UtcNow.AddMinutes(30));

    private Task<AccessToken> Fetch(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _fetches);
        return _answer.Task;
    }
}

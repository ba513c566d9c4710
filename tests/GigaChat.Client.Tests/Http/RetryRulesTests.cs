using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class RetryRulesTests
{
    [Theory]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(200, false)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(413, false)]
    [InlineData(501, false)]
    public void Only_statuses_that_pass_are_repeated(int status, bool repeated)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        Assert.Equal(repeated, RetryHandler.IsTransient(response));
    }

    public static TheoryData<Exception, bool> Faults => new()
    {
        { new HttpRequestException(HttpRequestError.ConnectionError), true },
        { new HttpRequestException(HttpRequestError.ResponseEnded), true },
        { new HttpRequestException(HttpRequestError.SecureConnectionError, null, new IOException()), true },
        { new HttpRequestException(HttpRequestError.NameResolutionError, null, new SocketException((int)SocketError.TryAgain)), true },
        { new IOException(), true },
        { new HttpRequestException(HttpRequestError.SecureConnectionError, null, new AuthenticationException()), false },
        { new HttpRequestException(HttpRequestError.NameResolutionError, null, new SocketException((int)SocketError.HostNotFound)), false },
        { new HttpRequestException(HttpRequestError.ProxyTunnelError), false },
        { new OperationCanceledException(), false },
        { new TimeoutException(), false },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void Only_faults_that_pass_are_repeated(Exception fault, bool repeated)
        => Assert.Equal(repeated, RetryHandler.IsTransient(fault));

    [Fact]
    public void Retry_after_is_read_as_seconds_and_as_a_date_and_is_capped()
    {
        var clock = new FixedClock(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        Assert.Null(RetryPolicy.GetRetryDelay(null, clock));
        Assert.Equal(TimeSpan.FromSeconds(7), RetryPolicy.GetRetryDelay(new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)), clock));
        Assert.Equal(
            TimeSpan.FromSeconds(9), RetryPolicy.GetRetryDelay(new RetryConditionHeaderValue(clock.GetUtcNow().AddSeconds(9)), clock));
        Assert.Equal(TimeSpan.Zero, RetryPolicy.GetRetryDelay(new RetryConditionHeaderValue(clock.GetUtcNow().AddSeconds(-9)), clock));
        Assert.Equal(RetryPolicy.MaxDelay, RetryPolicy.GetRetryDelay(new RetryConditionHeaderValue(TimeSpan.FromDays(1)), clock));
        Assert.Equal(RetryPolicy.MaxDelay, RetryPolicy.GetRetryDelay(new RetryConditionHeaderValue(clock.GetUtcNow().AddDays(1)), clock));
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

using System.Net;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class RetryHandlerTests
{
    private readonly CancellationToken _test = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_passes_is_followed_by_other_attempts_and_disposed_of()
    {
        var server = new Scripted(HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, HttpStatusCode.OK);
        using HttpResponseMessage response = await SendAsync(server, retries: 3, _test);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([true, true, false], server.Disposed);
    }

    [Fact]
    public async Task The_last_answer_is_handed_over_as_it_is()
    {
        var server = new Scripted(HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadGateway);
        using HttpResponseMessage response = await SendAsync(server, retries: 1, _test);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal([true, false], server.Disposed);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.ServiceUnavailable)]
    [InlineData(3, HttpStatusCode.NotFound)]
    public async Task Without_repetitions_there_is_one_attempt(int retries, HttpStatusCode status)
    {
        var server = new Scripted(status);
        using HttpResponseMessage response = await SendAsync(server, retries, _test);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal([false], server.Disposed);
    }

    [Fact]
    public async Task A_request_that_is_given_up_with_its_first_answer_is_not_repeated()
    {
        using var caller = new CancellationTokenSource();
        var server = new Scripted(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK) { AfterAnswer = caller.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(server, retries: 3, caller.Token));
        Assert.Equal([true], server.Disposed);
    }

    [Fact]
    public async Task Each_attempt_has_the_time_limit_and_its_end_is_not_repeated()
    {
        var server = new Scripted(HttpStatusCode.ServiceUnavailable) { IsSilentLater = true };
        await Assert.ThrowsAsync<TimeoutException>(() => SendAsync(server, retries: 3, _test, TimeSpan.FromMilliseconds(50)));
        Assert.Equal(2, server.Requests);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        Scripted server, int retries, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        using var client = new HttpMessageInvoker(new RetryHandler(retries, TimeSpan.Zero, TimeProvider.System) { InnerHandler = server });
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://localhost/models");
        new AttemptContext(new ServiceRequest(HttpMethod.Get, "models"), null, timeout ?? TimeSpan.FromMinutes(1)).AttachTo(message);
        return await client.SendAsync(message, cancellationToken);
    }

    private sealed class Scripted(params HttpStatusCode[] answers) : HttpMessageHandler
    {
        private readonly List<Body> _bodies = [];

        public int Requests { get; private set; }

        public bool IsSilentLater { get; init; }

        public Action AfterAnswer { get; init; } = static () => { };

        public IEnumerable<bool> Disposed => _bodies.Select(static body => body.IsDisposed);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (++Requests > answers.Length && IsSilentLater)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            var body = new Body();
            _bodies.Add(body);
            AfterAnswer();
            return new HttpResponseMessage(answers[Requests - 1]) { Content = body };
        }
    }

    private sealed class Body() : StringContent("ответ")
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}

using System.Net;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class AttemptHandlerTests
{
    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_connection_that_ended_and_is_tried_again()
    {
        var server = new Canceling(new TaskCanceledException());
        using HttpResponseMessage response = await SendAsync(server, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task The_time_limit_for_connecting_stays_what_it_is()
    {
        var server = new Canceling(new TaskCanceledException(null, new TimeoutException()));
        await Assert.ThrowsAsync<TaskCanceledException>(() => SendAsync(server, TestContext.Current.CancellationToken));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_cancellation_of_the_caller_stays_one()
    {
        using var caller = new CancellationTokenSource();
        var server = new Canceling(new TaskCanceledException()) { BeforeFailure = caller.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(server, caller.Token));
        Assert.Equal(1, server.Requests);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpMessageHandler server, CancellationToken cancellationToken)
    {
        using var client = new HttpMessageInvoker(new RetryHandler(1, TimeSpan.Zero, TimeProvider.System)
        {
            InnerHandler = new AttemptHandler { InnerHandler = server },
        });
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://localhost/files");
        new AttemptContext(new ServiceRequest(HttpMethod.Post, "files"), null, TimeSpan.FromMinutes(1)).AttachTo(message);
        return await client.SendAsync(message, cancellationToken);
    }

    private sealed class Canceling(Exception failure) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        public Action BeforeFailure { get; init; } = static () => { };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (++Requests > 1)
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") });
            BeforeFailure();
            return Task.FromException<HttpResponseMessage>(failure);
        }
    }
}

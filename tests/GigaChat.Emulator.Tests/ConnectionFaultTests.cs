using System.Net;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Requests;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class ConnectionFaultTests : EmulatorTest
{
    private const int RefusedStream = 7;
    private static readonly string Streamed = Question(more: "\"stream\":true,");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn(EmulatorAccount.Corporate);
        Host.Answers.Add(new ScriptedAnswer("12345678", Chunks: 8, Times: 100));
    }

    [Fact]
    public async Task A_stream_is_reset_before_the_headers_and_the_connection_lives_on()
    {
        var client = NewHttp2Client();
        Host.Faults.Add(FaultKind.ResetStream, FaultTarget.Stream);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => ChatAsync(client, Streamed, Cancellation));
        Assert.Equal(2, Assert.IsType<HttpProtocolException>(failure.InnerException).ErrorCode);
        using var next = await ChatAsync(client, Streamed, Cancellation);
        Assert.Equal(10, (await EventsAsync(next)).Count);
        Assert.Single(Host.Requests.All.Select(request => request.ConnectionId).Distinct());
        Assert.Equal((true, false, 0), Outcome(Host.Requests.All[0]));
    }

    [Fact]
    public async Task A_refused_stream_is_sent_again_by_the_client()
    {
        Host.Faults.Add(new Fault(FaultKind.ResetStream, ErrorCode: RefusedStream));
        using var response = await ChatAsync(NewHttp2Client(), Question(), Cancellation);
        Assert.Equal((200, 2), ((int)response.StatusCode, Host.Requests.All.Count));
    }

    [Theory]
    [InlineData(FaultKind.ResetStream, 0)]
    [InlineData(FaultKind.ResetStream, 3)]
    [InlineData(FaultKind.GoAwayAbort, 0)]
    [InlineData(FaultKind.GoAwayAbort, 3)]
    [InlineData(FaultKind.DropConnection, 0)]
    [InlineData(FaultKind.DropConnection, 3)]
    public async Task A_stream_breaks_after_the_chunks_that_were_asked_for(FaultKind kind, int chunks)
    {
        // A client throws away what it has not read yet when its connection ends.
        Host.Faults.Add(new Fault(kind, AfterChunks: chunks, DelayMs: 1000));
        using var response = await ChatAsync(NewHttp2Client(), Streamed, Cancellation);
        Assert.Equal((chunks, true), await ReadAsync(response));
        await Host.WaitAsync(state => state.InFlight == 0, cancellationToken: Cancellation);
        Assert.Equal((true, false, 200), Outcome(Assert.Single(Host.Requests.All)));
    }

    [Theory]
    [InlineData(FaultKind.ResetStream)]
    [InlineData(FaultKind.GoAwayAbort)]
    [InlineData(FaultKind.DropConnection)]
    public async Task A_whole_answer_breaks_after_its_headers(FaultKind kind)
    {
        Host.Faults.Add(new Fault(kind, AfterChunks: 0));
        using var response = await ChatAsync(NewHttp2Client(), Question(), Cancellation);
        Assert.Equal(200, (int)response.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_download_breaks_in_its_middle()
    {
        var client = NewHttp2Client();
        Host.Answers.Clear();
        using var picture = await ChatAsync(client, Question("нарисуй кота", "\"function_call\":{\"name\":\"text2image\"},"), Cancellation);
        var id = ((string)(await JsonAsync(picture))["choices"]![0]!["message"]!["content"]!).Split('"')[1];
        Host.Faults.Add(new Fault(FaultKind.ResetStream, FaultTarget.Download, AfterChunks: 0));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetByteArrayAsync($"{Host.BaseUri}/files/{id}/content", Cancellation));
        Assert.NotEmpty(await client.GetByteArrayAsync($"{Host.BaseUri}/files/{id}/content", Cancellation));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_server_that_wants_to_restart_answers_and_takes_no_more(int? chunks)
    {
        var client = NewHttp2Client();
        Host.Faults.Add(new Fault(FaultKind.GoAway, AfterChunks: chunks));
        using var response = await ChatAsync(client, Streamed, Cancellation);
        Assert.Equal((10, false), await ReadAsync(response));
        // The frame may reach the client after its next request has gone out over the old connection, where it is answered, too.
        for (var requests = 1; Host.Requests.All.Select(request => request.ConnectionId).Distinct().Count() < 2; requests++)
        {
            Assert.True(requests < 100, "The client goes on with the connection that is to end.");
            using var next = await ChatAsync(client, Streamed, Cancellation);
            Assert.Equal((10, false), await ReadAsync(next));
        }
        Assert.All(Host.Requests.All, request => Assert.Equal((false, true, 200), Outcome(request)));
    }

    [Fact]
    public async Task A_server_that_goes_away_takes_every_request_along()
    {
        var client = NewHttp2Client();
        Host.Answers.Clear();
        Host.Answers.Add(new ScriptedAnswer("один два", Chunks: 2, ChunkDelayMs: 60_000));
        using var other = await ChatAsync(client, Streamed, Cancellation);
        using var reader = new StreamReader(await other.Content.ReadAsStreamAsync(Cancellation));
        Assert.Contains("один", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Host.Faults.Add(FaultKind.GoAwayAbort);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => ChatAsync(client, Question(), Cancellation));
        Assert.IsAssignableFrom<IOException>(failure.InnerException);
        await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadToEndAsync(Cancellation));
        using var next = await ChatAsync(client, Question(), Cancellation);
        Assert.Equal(200, (int)next.StatusCode);
    }

    [Fact]
    public async Task A_request_that_the_server_did_not_process_is_sent_again_by_the_client()
    {
        Host.Faults.Add(new Fault(FaultKind.GoAwayAbort, LastStream: 0, ErrorCode: 0));
        using var response = await ChatAsync(NewHttp2Client(), Question(), Cancellation);
        Assert.Equal((200, 2), ((int)response.StatusCode, Host.Requests.All.Count));
        Assert.Equal(2, Host.Requests.All.Select(request => request.ConnectionId).Distinct().Count());
    }

    [Fact]
    public async Task A_lost_connection_fails_the_request()
    {
        var client = NewHttp2Client();
        Host.Faults.Add(FaultKind.DropConnection);
        await Assert.ThrowsAsync<HttpRequestException>(() => ChatAsync(client, Question(), Cancellation));
        using var next = await ChatAsync(client, Question(), Cancellation);
        Assert.Equal(200, (int)next.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dead_connection_is_found_by_pings(bool pings)
    {
        var client = NewHttp2Client(handler =>
        {
            if (pings)
                (handler.KeepAlivePingDelay, handler.KeepAlivePingTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        });
        Host.Faults.Add(new Fault(FaultKind.Silence, AfterChunks: 1));
        using var silent = await ChatAsync(client, Streamed, Cancellation);
        using var reader = new StreamReader(await silent.Content.ReadAsStreamAsync(Cancellation));
        Assert.Contains("12345678"[..1], await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(pings ? 15 : 3));
        if (pings)
            await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadToEndAsync(patience.Token));
        else
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadToEndAsync(patience.Token));
        await Host.WaitAsync(state => state.ChunksSent == 1, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task A_dead_connection_answers_none_of_its_requests()
    {
        var client = NewHttp2Client();
        Host.Faults.Add(new Fault(FaultKind.Silence, FaultTarget.Stream));
        using var cancel = new CancellationTokenSource();
        var silenced = ChatAsync(client, Streamed, cancel.Token);
        await Host.WaitAsync(state => state is { Requests: 1, InFlight: 1 }, cancellationToken: Cancellation);
        var other = client.GetAsync(Host.BaseUri + "/models", cancel.Token);
        await Host.WaitAsync(state => state is { Requests: 2, InFlight: 1 }, cancellationToken: Cancellation);
        Assert.False(silenced.IsCompleted || other.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silenced);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
        Assert.Single(Host.Requests.All.Select(request => request.ConnectionId).Distinct());
        using var fresh = await NewHttp2Client().GetAsync(Host.BaseUri + "/models", Cancellation);
        Assert.Equal(200, (int)fresh.StatusCode);
    }

    [Fact]
    public async Task A_dead_server_takes_connections_and_says_nothing()
    {
        Host.Settings.SilentConnections = true;
        var client = NewHttp2Client(handler => handler.ConnectTimeout = TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(Host.BaseUri + "/models", Cancellation));
        Assert.Equal((1, 0), (Host.State.ConnectionsOpened, Host.State.Requests));
        await Host.WaitAsync(state => state.ConnectionsOpen == 0, cancellationToken: Cancellation);
        Host.Settings.SilentConnections = false;
        using var alive = await GetAsync("/models");
        Assert.Equal(200, (int)alive.StatusCode);
    }

    [Theory]
    [InlineData(FaultKind.ResetStream)]
    [InlineData(FaultKind.GoAwayAbort)]
    [InlineData(FaultKind.DropConnection)]
    public async Task In_1_1_the_connection_breaks_instead(FaultKind kind)
    {
        Host.Faults.Add(new Fault(kind, FaultTarget.Stream));
        await Assert.ThrowsAsync<HttpRequestException>(() => ChatAsync(Http, Streamed, Cancellation));
        Host.Faults.Add(new Fault(kind, AfterChunks: 2, DelayMs: 1000));
        using var response = await ChatAsync(Http, Streamed, Cancellation);
        Assert.Equal((2, true), await ReadAsync(response));
    }

    [Fact]
    public async Task In_1_1_a_server_that_wants_to_restart_says_close()
    {
        Host.Faults.Add(FaultKind.GoAway);
        using var response = await GetAsync("/models");
        Assert.True(response.Headers.ConnectionClose);
        using var next = await GetAsync("/models");
        Assert.Equal(2, Host.Requests.All.Select(request => request.ConnectionId).Distinct().Count());
    }

    [Theory]
    [InlineData(FaultKind.Status, "application/json; charset=utf-8", """{"status":421,"message":"Misdirected Request"}""")]
    [InlineData(FaultKind.Html, "text/html; charset=utf-8", "<center><h1>421 Misdirected Request</h1></center>")]
    public async Task A_request_may_be_misdirected(FaultKind kind, string contentType, string body)
    {
        Host.Faults.Add(new Fault(kind, Status: 421));
        using var response = await ChatAsync(NewHttp2Client(), Question(), Cancellation);
        Assert.Equal((421, contentType), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.Contains(body, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static (bool Aborted, bool Finished, int Status) Outcome(RecordedRequest request) =>
        (request.Aborted, request.Finished, request.Status);

    /// <summary>The events that arrive, and whether the stream breaks after them.</summary>
    private static async Task<(int Events, bool Broken)> ReadAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var events = 0;
        try
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            while (await reader.ReadLineAsync() is { } line)
                events += line.Length > 0 ? 1 : 0;
            return (events, false);
        }
        catch (IOException)
        {
            return (events, true);
        }
    }
}

using System.Net;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Chat;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class Http2Tests : EmulatorTest
{
    private static readonly string Streamed = Question(more: "\"stream\":true,");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn(EmulatorAccount.Corporate);
    }

    [Theory]
    [InlineData("1.1", "HTTP/1.1")]
    [InlineData("2.0", "HTTP/2")]
    public async Task The_client_chooses_the_version_and_the_log_shows_it(string asked, string seen)
    {
        foreach (var uri in new[] { Host.BaseUri + "/models", Host.AuthUri.ToString() })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri)
            {
                Version = Version.Parse(asked),
                VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            };
            using var response = await Http.SendAsync(request, Cancellation);
            Assert.Equal(Version.Parse(asked), response.Version);
        }

        Assert.Equal([seen, seen], Host.Requests.All.Select(request => request.Protocol));
    }

    [Fact]
    public async Task A_client_that_takes_lower_meets_a_server_with_1_1_only()
    {
        Host.Settings.Http11Only = true;
        var exact = NewHttp2Client();
        await Assert.ThrowsAsync<HttpRequestException>(() => exact.GetAsync(Host.BaseUri + "/models", Cancellation));

        var lower = NewHttp2Client();
        lower.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        using var response = await lower.GetAsync(Host.BaseUri + "/models", Cancellation);
        Assert.Equal((200, HttpVersion.Version11), ((int)response.StatusCode, response.Version));
    }

    [Fact]
    public async Task Requests_share_a_connection_in_2_and_need_their_own_in_1_1()
    {
        foreach (var (client, connections) in new[] { (NewHttp2Client(), 1), (Http, 2) })
        {
            Host.Requests.Clear();
            Host.Answers.Add(new ScriptedAnswer("один два", Chunks: 2, ChunkDelayMs: 60_000));
            using (await ChatAsync(client, Streamed, Cancellation))
            using (await client.GetAsync(Host.BaseUri + "/models", Cancellation))
                Assert.Equal(connections, Host.Requests.All.Select(request => request.ConnectionId).Distinct().Count());
            await Host.WaitAsync(state => state.InFlight == 0, cancellationToken: Cancellation);
        }
    }

    [Fact]
    public async Task A_stream_that_the_client_gives_up_leaves_the_others_alone()
    {
        var client = NewHttp2Client();
        Host.Answers.Add(new ScriptedAnswer("один два", Chunks: 2, ChunkDelayMs: 60_000));
        Host.Answers.Add(new ScriptedAnswer("три четыре пять", Chunks: 3, ChunkDelayMs: 200));
        var given = await ChatAsync(client, Streamed, Cancellation);
        using var kept = await ChatAsync(client, Streamed, Cancellation);
        given.Dispose();

        Assert.Equal(5, (await EventsAsync(kept)).Count);
        await Host.WaitAsync(state => state is { InFlight: 0, ConnectionsOpen: 1 }, cancellationToken: Cancellation);
        Assert.Equal([true, false], Host.Requests.All.Select(request => request.Aborted));
        Assert.Single(Host.Requests.All.Select(request => request.ConnectionId).Distinct());
    }

    [Fact]
    public async Task A_gateway_that_holds_1_1_back_lets_the_pieces_of_2_flow()
    {
        Host.Settings.HoldHttp11Streams = true;
        Host.Answers.Add(new ScriptedAnswer("один два", Chunks: 2, ChunkDelayMs: 60_000, Times: 2));
        using (var flowing = await ChatAsync(NewHttp2Client(), Streamed, Cancellation))
        {
            using var reader = new StreamReader(await flowing.Content.ReadAsStreamAsync(Cancellation));
            Assert.Contains("один", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        }

        await Host.WaitAsync(state => state.InFlight == 0, cancellationToken: Cancellation);
        Assert.Equal(1, Host.State.ChunksSent);
        using var cancel = new CancellationTokenSource();
        var held = ChatAsync(Http, Streamed, cancel.Token);
        await Host.WaitAsync(state => state is { InFlight: 1, Requests: 2 }, cancellationToken: Cancellation);
        await Assert.ThrowsAsync<TimeoutException>(() => held.WaitAsync(TimeSpan.FromMilliseconds(300), Cancellation));
        Assert.Equal(1, Host.State.ChunksSent);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    [Fact]
    public async Task A_stream_that_is_held_back_comes_whole_at_its_end()
    {
        Host.Settings.HoldHttp11Streams = true;
        Host.Answers.Add(new ScriptedAnswer("один два", Chunks: 2, ChunkDelayMs: 100));
        using var response = await ChatAsync(Http, Streamed, Cancellation);
        // The headers came with everything else.
        Assert.Equal(2, Host.State.ChunksSent);
        Assert.True(Assert.Single(Host.Requests.All).Finished);
        var events = await EventsAsync(response);
        Assert.Equal((4, "[DONE]"), (events.Count, events[^1]));
    }

    [Fact]
    public async Task Headers_are_recorded_as_they_came()
    {
        var client = NewHttp2Client();
        client.DefaultRequestHeaders.Add("Cache-Control", "no-store");
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        using var response = await client.GetAsync(Host.BaseUri + "/models", Cancellation);
        var headers = Assert.Single(Host.Requests.All).Headers;
        Assert.Equal(("no-store", "gzip, br"), (headers["Cache-Control"], headers["Accept-Encoding"]));
    }
}

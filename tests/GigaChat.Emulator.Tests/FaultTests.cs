using System.Net.Security;
using System.Net.Sockets;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class FaultTests : EmulatorTest
{
    private static readonly string Streamed = Question(more: "\"stream\":true,");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
        Host.Answers.Add(new ScriptedAnswer("12345678", Chunks: 8, Times: 100));
    }

    [Fact]
    public async Task A_status_comes_as_often_as_asked_with_its_Retry_After()
    {
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.Models, Times: 2, Status: 503, RetryAfter: "2"));
        for (var i = 0; i < 2; i++)
        {
            using var refused = await GetAsync("/models");
            Assert.Equal("2", Header(refused, "Retry-After"));
            await AssertAnswerAsync(refused, 503, """{"status":503,"message":"Service Unavailable"}""");
        }

        using var served = await GetAsync("/models");
        Assert.Equal(200, (int)served.StatusCode);
        Assert.Empty(Host.Faults.Remaining);
    }

    [Fact]
    public async Task A_fault_waits_for_its_target()
    {
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.Stream, Status: 500));
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.Embeddings, Status: 402));
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.SignIn, Status: 504));
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.Accounting, Status: 400, Body: """{"a":"я"}"""));
        using var models = await GetAsync("/models");
        Assert.Equal(200, (int)models.StatusCode);
        using var chat = await ChatAsync(Question());
        Assert.Equal(200, (int)chat.StatusCode);
        using var stream = await ChatAsync(Streamed);
        await AssertAnswerAsync(stream, 500, """{"status":500,"message":"Internal Server Error"}""");
        using var embeddings = await PostAsync("/embeddings", """{"model":"Embeddings","input":"a"}""");
        await AssertAnswerAsync(embeddings, 402, """{"status":402,"message":"Payment Required"}""");
        using var signIn = await OAuthAsync();
        Assert.Equal(504, (int)signIn.StatusCode);
        using var balance = await GetAsync("/balance");
        await AssertAnswerAsync(balance, 400, """{"a":"я"}""");
    }

    [Fact]
    public async Task An_expired_token_is_refused_for_good()
    {
        Host.Faults.Add(FaultKind.ExpireToken, FaultTarget.Chat);
        for (var i = 0; i < 2; i++)
        {
            using var response = await ChatAsync(Question());
            await AssertAnswerAsync(response, 401, """{"status":401,"message":"Token has expired"}""");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dropped_connection_has_no_headers(bool stream)
    {
        Host.Faults.Add(FaultKind.DropBeforeHeaders, FaultTarget.Chat);
        await Assert.ThrowsAsync<HttpRequestException>(() => ChatAsync(stream ? Streamed : Question()));
        await Host.WaitAsync(state => state.InFlight == 0, cancellationToken: Cancellation);
        var request = Assert.Single(Host.Requests.All);
        Assert.Equal((true, false, 0), (request.Aborted, request.Finished, request.Status));
    }

    [Theory]
    [InlineData(FaultKind.DropAfterHeaders, false)]
    [InlineData(FaultKind.DropAfterHeaders, true)]
    [InlineData(FaultKind.CutBody, false)]
    [InlineData(FaultKind.CutBody, true)]
    [InlineData(FaultKind.CutStream, true)]
    public async Task A_broken_body_comes_after_good_headers(FaultKind kind, bool stream)
    {
        Host.Faults.Add(kind);
        using var response = await Http.SendAsync(
            PostRequest("/chat/completions", stream ? Streamed : Question()), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(200, (int)response.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(Cancellation));
        await Host.WaitAsync(state => state.InFlight == 0, cancellationToken: Cancellation);
        var request = Assert.Single(Host.Requests.All);
        Assert.Equal((true, false, 200), (request.Aborted, request.Finished, request.Status));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(99)]
    public async Task A_cut_stream_loses_nothing_before_the_cut(int chunks)
    {
        Host.Faults.Add(new Fault(FaultKind.CutStream, AfterChunks: chunks));
        using var response = await Http.SendAsync(
            PostRequest("/chat/completions", Streamed), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        var lines = 0;
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await reader.ReadLineAsync(Cancellation) is { } line)
                lines += line.Length > 0 ? 1 : 0;
        });
        Assert.Equal(Math.Min(chunks, 8), lines);
    }

    [Fact]
    public async Task A_stream_may_end_without_its_last_events()
    {
        Host.Faults.Add(new Fault(FaultKind.EndStream, AfterChunks: 2));
        using var response = await ChatAsync(Streamed);
        Assert.Equal(2, (await EventsAsync(response)).Count);
    }

    [Fact]
    public async Task A_garbled_event_is_followed_by_good_ones()
    {
        Host.Faults.Add(new Fault(FaultKind.GarbledEvent, AfterChunks: 2));
        using var response = await ChatAsync(Streamed);
        var events = await EventsAsync(response);
        Assert.Equal(11, events.Count);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => System.Text.Json.Nodes.JsonNode.Parse(events[2]));
        Assert.Equal("[DONE]", events[^1]);
    }

    [Fact]
    public async Task An_error_may_come_as_an_event_and_ends_the_stream()
    {
        Host.Faults.Add(new Fault(FaultKind.ErrorEvent, AfterChunks: 2));
        using var response = await ChatAsync(Streamed);
        var events = await EventsAsync(response);
        Assert.Equal(3, events.Count);
        Assert.Equal("""{"status":500,"message":"Internal server error"}""", events[^1]);
    }

    [Theory]
    [InlineData(FaultKind.HangBeforeHeaders)]
    [InlineData(FaultKind.HangAfterHeaders)]
    public async Task A_hanging_request_ends_when_the_client_goes_away(FaultKind kind)
    {
        Host.Faults.Add(kind);
        using var cancel = new CancellationTokenSource();
        var request = Http.SendAsync(PostRequest("/chat/completions", Question()), cancel.Token);
        await Host.WaitAsync(state => state is { InFlight: 1, Requests: 1 }, cancellationToken: Cancellation);
        Assert.False(request.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Host.WaitAsync(state => state is { InFlight: 0, ConnectionsOpen: 0 }, cancellationToken: Cancellation);
        Assert.True(Assert.Single(Host.Requests.All).Aborted);
    }

    [Fact]
    public async Task A_hanging_request_ends_when_the_emulator_stops()
    {
        Host.Faults.Add(FaultKind.HangBeforeHeaders);
        var request = ChatAsync(Question());
        await Host.WaitAsync(state => state.Requests == 1, cancellationToken: Cancellation);
        await Host.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => request);
    }

    [Fact]
    public async Task Bodies_may_be_anything()
    {
        Host.Faults.Add(FaultKind.GarbledJson);
        using var garbled = await GetAsync("/models");
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => JsonAsync(garbled));

        Host.Faults.Add(FaultKind.WrongContentType);
        using var plain = await GetAsync("/models");
        Assert.Equal("text/plain", plain.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(await JsonAsync(plain));

        Host.Faults.Add(FaultKind.EmptyBody);
        using var empty = await GetAsync("/models");
        await AssertAnswerAsync(empty, 200, "");

        Host.Faults.Add(FaultKind.Html);
        using var html = await GetAsync("/models");
        Assert.Equal(502, (int)html.StatusCode);
        Assert.Equal("text/html", html.Content.Headers.ContentType!.MediaType);
        Assert.Null(html.Headers.RetryAfter);

        Host.Faults.Add(new Fault(FaultKind.Html, RetryAfter: "3"));
        using var patient = await GetAsync("/models");
        Assert.Equal((502, "3"), ((int)patient.StatusCode, Header(patient, "Retry-After")));

        Host.Faults.Add(new Fault(FaultKind.HugeBody, Bytes: 1_000_001));
        using var huge = await GetAsync("/models");
        Assert.Equal(1_000_001, ((string)(await JsonAsync(huge))["choices"]![0]!["message"]!["content"]!).Length);
    }

    [Fact]
    public async Task A_client_that_goes_away_while_it_sends_is_recorded()
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", Host.BaseUri.Port, Cancellation);
        await using (var tls = new SslStream(tcp.GetStream()))
        {
            var options = new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = TrustPolicy() };
            await tls.AuthenticateAsClientAsync(options, Cancellation);
            await tls.WriteAsync(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), Cancellation);
        }

        tcp.Close();
        await Host.WaitAsync(state => state is { Requests: 1, InFlight: 0 }, cancellationToken: Cancellation);
        var request = Assert.Single(Host.Requests.All);
        Assert.Equal((true, false), (request.Aborted, request.Finished));
    }

    [Fact]
    public async Task Faults_work_on_HTTP_2_as_well()
    {
        Http.DefaultRequestVersion = new(2, 0);
        Http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var good = await GetAsync("/models");
        Assert.Equal("HTTP/2", Assert.Single(Host.Requests.All).Protocol);
        Host.Faults.Add(FaultKind.DropBeforeHeaders);
        using var dropped = new HttpRequestMessage(
            HttpMethod.Get, Host.BaseUri + "/models") { Version = new(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        await Assert.ThrowsAsync<HttpRequestException>(() => Http.SendAsync(dropped, Cancellation));
    }
}

using System.Text;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Control;
using GigaChat.Emulator.Faults;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class ControlTests : EmulatorTest
{
    private static readonly HttpClient Control = new();

    [Fact]
    public async Task Faults_are_added_shown_and_cleared()
    {
        await CallAsync("POST", "/faults", """{"kind":"status","on":"chat","status":429,"retryAfter":"2","times":3}""");
        Assert.Equal([new Fault(FaultKind.Status, FaultTarget.Chat, 3, 429, "2")], Host.Faults.Remaining);
        var shown = await CallAsync("GET", "/faults");
        Assert.Equal("status", (string)shown![0]!["kind"]!);
        Assert.Equal(3, (int)shown[0]!["times"]!);
        await CallAsync("DELETE", "/faults");
        Assert.Empty(Host.Faults.Remaining);
    }

    [Fact]
    public async Task Every_name_of_a_fault_is_known()
    {
        const string Kinds = "status drop-before-headers drop-after-headers hang-before-headers hang-after-headers cut-body cut-stream " +
            "end-stream garbled-json garbled-event error-event wrong-content-type empty-body huge-body bomb wrong-encoding filter-page " +
            "html expire-token cut-request stall-request reset-stream goaway goaway-abort drop-connection silence delay";
        foreach (var kind in Kinds.Split(' '))
            await CallAsync("POST", "/faults", $$"""{"kind":"{{kind}}"}""");
        foreach (var target in "any signin chat stream embeddings models accounting files upload download batches".Split(' '))
            await CallAsync("POST", "/faults", $$"""{"kind":"delay","on":"{{target}}"}""");
        Assert.Equal(Enum.GetValues<FaultKind>().Length + Enum.GetValues<FaultTarget>().Length, Host.Faults.Remaining.Count);
    }

    [Theory]
    [InlineData("/faults", """{"kind":"unheard-of"}""")]
    [InlineData("/faults", """{"kind":"status","tmies":2}""")]
    [InlineData("/faults", """{"on":"chat"}""")]
    [InlineData("/faults", """{"kind":"status","times":0}""")]
    [InlineData("/answers", """{"chunks":0}""")]
    [InlineData("/wait", """{"inflght":0}""")]
    [InlineData("/tokens", """{"scope":"none"}""")]
    [InlineData("/faults", "{")]
    public async Task A_mistake_is_told(string path, string body)
    {
        Assert.NotEmpty((string)(await CallAsync("POST", path, body, 400))!["error"]!);
    }

    [Fact]
    public async Task Requests_are_shown_as_they_came()
    {
        SignIn();
        Http.DefaultRequestHeaders.Add("X-Client-ID", "client 1");
        using var response = await ChatAsync(Question("Привет"));
        using var refused = await GetAsync("/models/None?a=b");

        var requests = (await CallAsync("GET", "/requests"))!.AsArray();
        Assert.Equal(2, requests.Count);
        var chat = requests[0]!;
        Assert.Equal(
            ("api", "POST", "/v1/chat/completions", "HTTP/1.1"),
            ((string)chat["port"]!, (string)chat["method"]!, (string)chat["path"]!, (string)chat["protocol"]!));
        Assert.Equal(Question("Привет"), (string)chat["body"]!);
        Assert.StartsWith("Bearer ", (string)chat["headers"]!["Authorization"]!, StringComparison.Ordinal);
        Assert.Equal((200, true, false), ((int)chat["status"]!, (bool)chat["finished"]!, (bool)chat["aborted"]!));
        Assert.Equal((404, "?a=b"), ((int)requests[1]!["status"]!, (string)requests[1]!["query"]!));
        Assert.Equal((string)chat["connectionId"]!, (string)requests[1]!["connectionId"]!);

        await CallAsync("DELETE", "/requests");
        Assert.Empty(Host.Requests.All);
    }

    [Fact]
    public async Task Settings_change_one_by_one_and_come_back()
    {
        await CallAsync("PUT", "/settings", """{"expiresAtUnit":"tokexp","recordBodies":false}""");
        await CallAsync("PUT", "/settings", """{"chunkDelayMs":5}""");
        Assert.Equal((ExpiryForm.TokExp, false, 5), (Host.Settings.ExpiresAtUnit, Host.Settings.RecordBodies, Host.Settings.ChunkDelayMs));
        using var response = await OAuthAsync();
        Assert.NotNull((await JsonAsync(response))["tok"]);
        Assert.Null(Assert.Single(Host.Requests.All).Body);

        await CallAsync("PUT", "/settings", """{"recordRequests":false}""");
        using var unseen = await OAuthAsync();
        Assert.Single(Host.Requests.All);
        var state = await CallAsync("GET", "/state");
        Assert.Equal((2, 2, 2), ((int)state!["requests"]!, (int)state["signInRequests"]!, (int)state["tokensIssued"]!));

        await CallAsync("POST", "/reset");
        Assert.Equal(
            (ExpiryForm.Milliseconds, true, true, 0),
            (Host.Settings.ExpiresAtUnit, Host.Settings.RecordBodies, Host.Settings.RecordRequests, Host.Settings.ChunkDelayMs));
        Assert.Equal(new EmulatorState { ConnectionsOpen = 1 }, Host.State);
        Assert.Empty(Host.Requests.All);
    }

    [Theory]
    [InlineData("plainHttpAtTlsPort", "page reset")]
    [InlineData("unknownPath", "forbidden-page forbidden-text not-found-page not-found-text not-found-json")]
    [InlineData("contextRefusal", "code sentence")]
    [InlineData("forcedBuiltIn", "taken bad-request invalid")]
    public async Task Every_name_of_a_setting_is_known(string setting, string values)
    {
        foreach (var value in values.Split(' '))
        {
            var settings = await CallAsync("PUT", "/settings", $$"""{"{{setting}}":"{{value}}"}""");
            Assert.Equal(value, (string)settings![setting]!);
        }

        await CallAsync("PUT", "/settings", $$"""{"{{setting}}":"unheard-of"}""", 400);
    }

    [Theory]
    [InlineData("""{"chunkDelay":5}""")]
    [InlineData("""{"chunkDelayMs":null}""")]
    [InlineData("[]")]
    public async Task A_mistake_in_the_settings_is_told_and_changes_nothing(string patch)
    {
        var before = (await CallAsync("GET", "/settings"))!.ToJsonString();
        Assert.NotEmpty((string)(await CallAsync("PUT", "/settings", patch, 400))!["error"]!);
        Assert.Equal(before, (await CallAsync("GET", "/settings"))!.ToJsonString());
    }

    [Fact]
    public async Task A_reset_keeps_the_tokens_unless_asked()
    {
        SignIn();
        await CallAsync("PUT", "/certificate", """{"kind":"self-signed"}""");
        await CallAsync("PUT", "/proxy", """{"user":"u","password":"p","refuseStatus":502}""");
        await CallAsync("POST", "/answers", """{"text":"a"}""");
        await CallAsync("POST", "/faults", """{"kind":"html"}""");
        await CallAsync("POST", "/reset", "{}");
        Assert.Equal("full", (string)(await CallAsync("GET", "/certificate"))!["kind"]!);
        Assert.Equal(
            """{"connects":[],"openTunnels":0,"user":null,"refuseStatus":null,"mode":"tunnel"}""",
            (await CallAsync("GET", "/proxy"))!.ToJsonString());
        Assert.Empty((await CallAsync("GET", "/answers"))!.AsArray());
        using var response = await GetAsync("/models");
        Assert.Equal(200, (int)response.StatusCode);

        await CallAsync("POST", "/reset", """{"tokens":true}""");
        using var unknown = await GetAsync("/models");
        Assert.Equal(401, (int)unknown.StatusCode);
    }

    [Fact]
    public async Task Answers_tokens_and_their_end_are_scripted()
    {
        var token = await CallAsync("POST", "/tokens", """{"scope":"GIGACHAT_API_B2B","lifetimeSeconds":60}""");
        Http.DefaultRequestHeaders.Authorization = new("Bearer", (string)token!["value"]!);
        await CallAsync("POST", "/answers", """{"text":"ответ","finishReason":"blacklist","reasoning":"r","chunks":1}""");
        using var response = await ChatAsync(Question());
        var choice = (await JsonAsync(response))["choices"]![0]!;
        Assert.Equal(("ответ", "blacklist"), ((string)choice["message"]!["content"]!, (string)choice["finish_reason"]!));

        await CallAsync("POST", "/tokens/expire");
        using var ended = await ChatAsync(Question());
        await AssertAnswerAsync(ended, 401, """{"status":401,"message":"Token has expired"}""");
    }

    [Fact]
    public async Task Waiting_ends_with_the_condition_or_the_time()
    {
        SignIn();
        await CallAsync("POST", "/wait", """{"inFlight":0,"requests":0}""");
        await CallAsync("POST", "/wait", """{"requests":1,"timeoutMs":1}""", 408);
        Host.Faults.Add(FaultKind.HangBeforeHeaders);
        using var cancel = new CancellationTokenSource();
        var request = Http.GetAsync(Host.BaseUri + "/models", cancel.Token);
        var state = await CallAsync("POST", "/wait", """{"requests":1,"inFlight":1}""");
        Assert.Equal(1, (int)state!["maxInFlight"]!);
        await cancel.CancelAsync();
        await CallAsync("POST", "/wait", """{"inFlight":0,"connectionsOpen":0}""");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Assert.ThrowsAsync<TimeoutException>(
            () => Host.WaitAsync(now => now.Requests == 9, TimeSpan.FromMilliseconds(1), Cancellation));
    }

    private async Task<JsonNode?> CallAsync(string method, string path, string? body = null, int status = 0)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Host.ControlUri + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Control.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == 0 ? response.IsSuccessStatusCode : (int)response.StatusCode == status, $"{response.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}

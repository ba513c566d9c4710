using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class ChatAnswerTests : EmulatorTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Fact]
    public async Task The_default_answer_repeats_the_last_question()
    {
        using var response = await ChatAsync("""
            {"model":"GigaChat-2-Max","messages":[{"role":"system","content":"1234"},{"role":"user","content":"первый"},
             {"role":"assistant","content":"ответ"},{"role":"user","content":"Привет \"😀\"\n\u0001"}]}
            """);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        var json = await JsonAsync(response);

        Assert.Equal("Эхо: Привет \"😀\"\n\u0001", (string)json["choices"]![0]!["message"]!["content"]!);
        Assert.Equal("stop", (string)json["choices"]![0]!["finish_reason"]!);
        Assert.Equal("GigaChat-2-Max:2.0.28.2", (string)json["model"]!);
        // 1 + 2 + 2 + 4 tokens asked, 5 + 13 characters answered.
        Assert.Equal(
            """{"prompt_tokens":9,"completion_tokens":5,"total_tokens":14,"precached_prompt_tokens":0}""", json["usage"]!.ToJsonString());
        // Characters travel as themselves.
        Assert.Contains("Привет \\\"😀\\\"\\n\\u0001", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_echo_is_trimmed()
    {
        using var response = await ChatAsync(Question(new string('a', 1999) + "😀"));
        Assert.Equal("Эхо: " + new string('a', 1999), await TextAsync(response));
        Host.Settings.EchoLength = 3;
        using var shorter = await ChatAsync(Question("abcdef"));
        Assert.Equal("Эхо: abc", await TextAsync(shorter));
    }

    [Fact]
    public async Task Max_tokens_cut_the_text()
    {
        using var response = await ChatAsync(Question("abcdefgh", "\"max_tokens\":2,"));
        var json = await JsonAsync(response);
        Assert.Equal("Эхо: abc", (string)json["choices"]![0]!["message"]!["content"]!);
        Assert.Equal("length", (string)json["choices"]![0]!["finish_reason"]!);
    }

    [Fact]
    public async Task Scripted_answers_are_used_in_turn()
    {
        Host.Answers.Add("один");
        Host.Answers.Add(new ScriptedAnswer("два", FinishReason: "blacklist", Reasoning: "думаю", Times: 2));
        using var first = await ChatAsync(Question());
        Assert.Equal("один", await TextAsync(first));
        for (var i = 0; i < 2; i++)
        {
            using var next = await ChatAsync(Question());
            var choice = (await JsonAsync(next))["choices"]![0]!;
            Assert.Equal("два", (string)choice["message"]!["content"]!);
            Assert.Equal("думаю", (string)choice["message"]!["reasoning_content"]!);
            Assert.Equal("blacklist", (string)choice["finish_reason"]!);
        }

        using var last = await ChatAsync(Question());
        Assert.Equal("Эхо: Привет", await TextAsync(last));
    }

    [Fact]
    public async Task A_schema_shapes_the_echo()
    {
        const string Schema = """
            {"type":"object","properties":{"text":{"type":"string"},"n":{"type":"integer"},"x":{"type":["number","null"]},
             "kind":{"enum":["b","a"]},"ok":{"type":"boolean"},"list":{"type":"array","items":{"$ref":"#/$defs/item"} } },
             "$defs":{"item":{"properties":{"a":{"const":7} } } } }
            """;
        using var response = await ChatAsync(Question("да", $"\"response_format\":{{\"type\":\"json_schema\",\"schema\":{Schema}}},"));
        Assert.Equal("""{"text":"Эхо: да","n":1,"x":1.5,"kind":"b","ok":true,"list":[{"a":7}]}""", await TextAsync(response));
    }

    [Fact]
    public async Task A_schema_that_refers_to_itself_comes_to_an_end()
    {
        const string Schema = """{"type":"object","properties":{"child":{"$ref":"#"}},"x":{"$ref":"#/x"} }""";
        using var response = await ChatAsync(Question("да", $"\"response_format\":{{\"type\":\"json_schema\",\"schema\":{Schema}}},"));
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_session_finds_its_history_cached()
    {
        Assert.Equal(0, await CachedAsync("a", "12345678"));
        Assert.Equal(2, await CachedAsync("a", "12345678"));
        Assert.Equal(0, await CachedAsync("b", "12345678"));
        Assert.Equal(0, await CachedAsync("a", "other"));
        Assert.Equal(0, await CachedAsync(null, "other"));
    }

    [Fact]
    public async Task What_is_cached_is_no_part_of_the_prompt_tokens()
    {
        Http.DefaultRequestHeaders.Add("X-Session-ID", "a");
        string Usage(int prompt, int cached) =>
            $$"""{"prompt_tokens":{{prompt}},"completion_tokens":4,"total_tokens":{{prompt + 4}},"precached_prompt_tokens":{{cached}}}""";
        using var first = await ChatAsync(Question("123456789"));
        Assert.Equal(Usage(3, 0), (await JsonAsync(first))["usage"]!.ToJsonString());
        using var second = await ChatAsync(Question("123456789"));
        Assert.Equal(Usage(0, 3), (await JsonAsync(second))["usage"]!.ToJsonString());
    }

    [Fact]
    public async Task A_personal_token_chats_once_at_a_time()
    {
        Host.Faults.Add(FaultKind.HangAfterHeaders, FaultTarget.Stream);
        var other = NewClient();
        other.DefaultRequestHeaders.Authorization = Http.DefaultRequestHeaders.Authorization;
        using (await other.SendAsync(
            PostRequest("/chat/completions", Question(more: "\"stream\":true,")), HttpCompletionOption.ResponseHeadersRead, Cancellation))
        {
            using var second = await ChatAsync(Question());
            await AssertAnswerAsync(second, 429, """{"status":429,"message":"Too many requests"}""");
            Host.Settings.ConcurrencyLimit = false;
            using var third = await ChatAsync(Question());
            Assert.Equal(200, (int)third.StatusCode);
            Host.Settings.ConcurrencyLimit = true;
        }

        // The client went away in the middle: its place is free again.
        await Host.WaitAsync(state => state.InFlight == 0, cancellationToken: Cancellation);
        using var fourth = await ChatAsync(Question());
        Assert.Equal(200, (int)fourth.StatusCode);
        Assert.Equal(2, Host.State.MaxChatsInFlight);
    }

    [Fact]
    public async Task A_company_chats_ten_times_at_a_time()
    {
        SignIn(EmulatorAccount.Corporate);
        Host.Faults.Add(FaultKind.HangAfterHeaders, FaultTarget.Chat, times: 10);
        // A request whose headers have come is in the gate.
        var hanging = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            Http.SendAsync(PostRequest("/chat/completions", Question()), HttpCompletionOption.ResponseHeadersRead)));
        Assert.Equal(10, Host.State.ChatsInFlight);
        using var eleventh = await ChatAsync(Question());
        await AssertAnswerAsync(eleventh, 429, """{"status":429,"message":"Too many requests"}""");

        foreach (var response in hanging)
            response.Dispose();
        await Host.WaitAsync(state => state.InFlight == 0, cancellationToken: Cancellation);
    }

    private static async Task<string> TextAsync(HttpResponseMessage response) =>
        (string)(await JsonAsync(response))["choices"]![0]!["message"]!["content"]!;

    private async Task<int> CachedAsync(string? session, string text)
    {
        using var request = PostRequest("/chat/completions", Question(text));
        if (session is not null)
            request.Headers.Add("X-Session-ID", session);
        using var response = await Http.SendAsync(request);
        return (int)(await JsonAsync(response))["usage"]!["precached_prompt_tokens"]!;
    }
}

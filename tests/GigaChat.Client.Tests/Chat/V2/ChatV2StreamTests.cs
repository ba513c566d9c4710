using System.Globalization;
using System.Text;
using GigaChat.Emulator.Chat;

namespace GigaChat.Tests.Chat.V2;

/// <summary>Streams of version 2 as they were captured, whole and broken.</summary>
public sealed class ChatV2StreamTests : ConnectedTest
{
    private const string Model = "\"model\":\"GigaChat-3-Lightning\",\"created_at\":1780000000";

    private const string Usage
        = """ "usage":{"input_tokens":3,"input_tokens_details":{"cached_tokens":7},"output_tokens":2,"total_tokens":5}""";

    // The order of events that was captured for a web search; the words are made up.
    private static readonly string Search = Events(
        ("response.tool.in_progress", Message("""{"tool_execution":{"id":"","name":"web_search"}}""")),
        ("response.tool.completed", Message("""{"tool_execution":{"id":"","name":"web_search","status":"success"}}""")),
        ("response.message.delta", Message(
            """{"inline_data":{"images":[],"sources":{"2":{"url":"https://б.рф/","title":"Вторая"},"1":"""
            + """{"url":"https://a/","title":"A"}}}}""")),
        ("response.message.delta", Message("""{"text":"Да"}""")),
        ("response.message.delta", Message("""{"text":" [sources=[1, 2]]."}""")),
        ("response.message.done", "{" + Model
            + ""","messages":[{"role":"assistant","tool_state_id":"00000000-0000-0000-0000-000000000009"}],"""
            + "\"finish_reason\":\"stop\"," + Usage + "}"));

    [Fact]
    public async Task A_captured_order_of_events_is_the_whole_reply()
    {
        ChatReply reply = await StreamAsync(Search);
        Assert.Equal(("Да [1][2].", "stop", new ChatUsage(3, 2, 5, 7)), (reply.Text, reply.FinishReason, reply.Usage));
        Assert.Equal(["A", "Вторая"], reply.Sources.Select(static source => source.Title));
    }

    [Fact]
    public async Task A_stream_that_is_cut_at_any_byte_is_the_whole_reply_or_an_error_that_keeps_what_came()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Search);
        int whole = 0;
        // Every byte of the end, and each third of what comes before.
        for (int length = 1; length <= bytes.Length; length += length > bytes.Length - 120 ? 1 : 3)
        {
            // The emulator takes texts; a cut inside of a character is what a replacement character stands for.
            string text = Encoding.UTF8.GetString(bytes, 0, length);
            try
            {
                ChatReply reply = await StreamAsync(text);
                Assert.Equal("Да [1][2].", reply.Text);
                whole++;
            }
            catch (ChatException e)
            {
                Assert.Equal(GigaChatErrorKind.ResponseInvalid, e.Kind);
                bool hasText = text.Contains("\"Да\"}]}]}\n\n", StringComparison.Ordinal);
                Assert.Equal(hasText, e.PartialReply is not null);
                if (hasText)
                    Assert.StartsWith("Да", e.PartialReply!.Text, StringComparison.Ordinal);
            }
        }
        Assert.InRange(whole, 1, 2);
    }

    [Fact]
    public async Task Unknown_events_and_members_are_kept_out_of_the_way()
    {
        string events = Events(
            ("response.started", """{"неизвестно":[1,{"a":null}]}"""),
            ("response.message.delta", Message("""{"text":"А","widgets":[{"type":"x"}],"future":{"deep":[[]]}}""")),
            ("response.later", "{" + Model + ""","messages":[{"role":"assistant","content":[{"text":"Б"}],"new":1}]}"""),
            ("response.message.done", "{" + Model + ""","created_at":"1780000000","finish_reason":"stop","additional_data":[1]}"""));
        ChatReply reply = await StreamAsync(events);
        Assert.Equal(("АБ", null), (reply.Text, reply.Usage));
    }

    [Fact]
    public async Task Thoughts_calls_and_late_parts_are_read()
    {
        string events = Events(
            ("response.message.delta", "{" + Model + ""","messages":[{"role":"reasoning","content":[{"text":"думаю"}]}]}"""),
            ("response.message.done", "{" + Model + ""","messages":[{"role":"assistant","tool_state_id":"s","content":["""
                + """{"function_call":{"name":"f","arguments":{"город":"Омск"},"id":"1"}},"""
                + """{"function_call":{"name":"g","arguments":"{}"}}]}],"""
                + "\"finish_reason\":\"function_call\"}"));
        ChatReply reply = await StreamAsync(events);
        Assert.Equal(("думаю", "", "function_call"), (reply.Reasoning, reply.Text, reply.FinishReason));
        Assert.Equal([("f", "1"), ("g", null)], reply.FunctionCalls.Select(static call => (call.Name, call.Id)));
    }

    [Theory]
    [InlineData("error", """{"status":500,"message":"сломалось\u001b[2J"}""")]
    [InlineData("response.error", "не JSON \u001b[2J")]
    public async Task An_event_of_an_error_ends_the_answer_and_keeps_what_came(string name, string data)
    {
        ChatException error = await Assert.ThrowsAsync<ChatException>(
            () => StreamAsync(Events(("response.message.delta", Message("""{"text":"Нача"}""")), (name, data))));
        Assert.Equal((GigaChatErrorKind.ServerError, "Нача"), (error.Kind, error.PartialReply!.Text));
        Assert.DoesNotContain('\u001b', error.Message);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Память кончилась"}}""", "Память кончилась")]
    [InlineData("""{"detail":[{"msg":"Память кончилась"}]}""", "Память кончилась")]
    [InlineData("""{"status":500}""", """{"status":500}""")]
    [InlineData("", "причина не указана")]
    [InlineData("Bearer {token} не принят", "Bearer *** не принят")]
    public async Task The_reason_is_found_wherever_it_is_and_what_signed_in_is_hidden(string data, string reason)
    {
        await Connection.ChatAsync(new ChatRequest { Prompt = "x" }, cancellationToken: Cancellation);
        string token = Host.Requests.All[^1].Headers["Authorization"].ToString()["Bearer ".Length..];
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        try
        {
            ChatException error = await Assert.ThrowsAsync<ChatException>(() => StreamAsync(
                Events(("response.message.delta", Message("""{"text":"Нача"}""")), ("error", data.Replace("{token}", token)))));
            Assert.EndsWith($": {reason}", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public async Task An_end_marker_and_events_without_names_are_tolerated()
    {
        string events = "data: " + Message("""{"text":"да"}""") + "\n\ndata: {" + Model
            + ""","finish_reason":"stop"}""" + "\n\ndata: [DONE]\n\n";
        Assert.Equal("да", (await StreamAsync(events)).Text);
    }

    private async Task<ChatReply> StreamAsync(string events)
    {
        Host.Answers.Clear();
        Host.Answers.Add(new ScriptedAnswer(Raw: events));
        ChatReply? reply = null;
        await foreach (ChatChunk chunk in Connection.StreamChatAsync(
            new ChatRequest { Prompt = "x", ApiVersion = ChatApiVersion.V2 }, cancellationToken: Cancellation))
            reply = chunk.Reply;
        return reply!;
    }

    private static string Message(string part) => "{" + Model + ",\"messages\":[{\"role\":\"assistant\",\"content\":[" + part + "]}]}";

    private static string Events(params (string Name, string Data)[] events)
        => string.Concat(events.Select(static one => $"event: {one.Name}\ndata: {one.Data}\n\n"));
}

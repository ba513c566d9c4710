using GigaChat.Emulator.Chat;

namespace GigaChat.Tests.Chat.V2;

/// <summary>Members of answers that are missing, null, or of another type than the one known.</summary>
public sealed class ChatV2OddAnswerTests : ConnectedTest
{
    private const string Usage = """ "usage":{"input_tokens":3,"output_tokens":2,"total_tokens":5}""";

    [Theory]
    [InlineData("""{"messages":[{"role":"assistant","content":[null,{"text":"да"}]}],"finish_reason":"stop"}""")]
    [InlineData("""{"messages":[null,{"role":"assistant","content":[{"text":"да"}]}],"finish_reason":"stop"}""")]
    [InlineData("""{"messages":[{"content":[{"text":"да","inline_data":{"sources":{"1":null}}}]}],"finish_reason":"stop"}""")]
    [InlineData("""{"messages":[{"content":[{"text":"да","inline_data":{"sources":[]}}]}],"finish_reason":"stop"}""")]
    [InlineData("""{"messages":[{"content":[{"text":"да","inline_data":7}]}],"finish_reason":"stop"}""")]
    [InlineData("""{"messages":[{"content":[{"text":"да","files":[null,5]}]}],"finish_reason":"stop"}""")]
    [InlineData("""{"messages":[{"content":[{"text":"да","logprobs":[null,{"chosen":null,"top":[null]}]}]}],"finish_reason":"stop"}""")]
    [InlineData("""{"messages":[{"content":[{"text":"да"}],"logprobs":{}}],"logprobs":[null],"finish_reason":"stop"}""")]
    [InlineData("""{"messages":[{"content":[{"text":"да","tool_execution":"x"},{"tool_execution":{"name":"t","seconds_left":"5"}}]}]}""")]
    [InlineData("""{"messages":[{"content":[{"text":"да"}]}],"usage":"много","finish_reason":"stop"}""")]
    [InlineData("""{"messages":[{"content":[{"text":"да"}]}],"usage":{"input_tokens":"x"},"error_details":[],"model":5,"thread_id":{}}""")]
    [InlineData("""{"messages":[{"role":7,"content":[{"text":"да"}],"tool_state_id":[1]}],"finish_reason":null}""")]
    public async Task Are_left_out(string answer)
    {
        Host.Answers.Add(new ScriptedAnswer(Raw: answer));
        Assert.Equal("да", (await AskAsync()).Text);

        string events = $"event: response.message.delta\ndata: {answer.Replace("\"finish_reason\":\"stop\"", "\"x\":1")}\n\n"
            + "event: response.message.done\ndata: {\"finish_reason\":\"stop\",\"messages\":[null]," + Usage + "}\n\n";
        ChatReply reply = await StreamAsync(events);
        Assert.Equal(("да", 5), (reply.Text, reply.Usage!.TotalTokens));
    }

    [Fact]
    public async Task Readable_items_beside_them_are_kept()
    {
        const string answer = """
            {"messages":[{"role":"assistant","content":[null,{"text":"да [sources=[2]]",
            "inline_data":{"sources":{"1":null,"2":{"url":"https://б.рф/","title":"Б"}}},
            "files":[null,{"id":"00000000-0000-0000-0000-000000000001"}],
            "logprobs":[null,{"chosen":{"token":"да","logprob":-0.5},"top":[null,{"token":"нет","logprob":"x"}]}]}]}],
            "finish_reason":"stop"}
            """;
        Host.Answers.Add(new ScriptedAnswer(Raw: answer));
        ChatReply reply = await AskAsync();
        Assert.Equal("Б", Assert.Single(reply.Sources).Title);
        Assert.Single(reply.GeneratedFiles);
        Assert.Equal(("да", -0.5, "нет"), (reply.LogProb[0].Token, reply.LogProb[0].LogProb, Assert.Single(reply.LogProb[0].Top).Token));
    }

    [Fact]
    public async Task What_stands_on_the_message_instead_of_in_a_part_is_read()
    {
        Host.Answers.Add(new ScriptedAnswer(Raw: """
            {"messages":[{"role":"assistant","content":[{"text":"да [sources=[1]]"}],
            "inline_data":{"sources":{"1":{"url":"https://a/","title":"А"}}},"logprobs":[{"chosen":{"token":"да"}}]}],
            "finish_reason":"stop"}
            """));
        ChatReply reply = await AskAsync();
        Assert.Equal(("да [1]", "А", "да"), (reply.Text, Assert.Single(reply.Sources).Title, Assert.Single(reply.LogProb).Token));

        Host.Answers.Add(new ScriptedAnswer(Raw: """
            {"messages":[{"role":"assistant","function_call":{"name":"f","arguments":{"a":1}}}],"finish_reason":"function_call"}
            """));
        Assert.Equal("f {\"a\":1}", Assert.Single((await AskAsync()).FunctionCalls).ToString());

        reply = await StreamAsync("event: response.tool.completed\ndata: "
            + "{\"messages\":[{\"tool_execution\":{\"name\":\"web_search\",\"status\":\"success\"}}]}\n\n"
            + "event: response.message.done\ndata: {\"finish_reason\":\"stop\"}\n\n");
        Assert.Equal("web_search", Assert.Single(reply.ToolCalls).Name);
    }

    [Fact]
    public async Task A_call_that_stands_at_both_places_is_one_call()
    {
        Host.Answers.Add(new ScriptedAnswer(Raw: """
            {"messages":[{"role":"assistant","function_call":{"name":"f","arguments":{}},
            "content":[{"function_call":{"name":"f","arguments":{},"id":"1"}}]}],"finish_reason":"function_call"}
            """));
        Assert.Equal("1", Assert.Single((await AskAsync()).FunctionCalls).Id);
    }

    [Theory]
    [InlineData("blacklist")]
    [InlineData("request_filter")]
    [InlineData("error")]
    public async Task An_answer_without_messages_is_one_where_it_says_why_it_ended(string reason)
    {
        Host.Answers.Add(new ScriptedAnswer(Raw: $$"""{"messages":[],"finish_reason":"{{reason}}"}"""));
        ChatReply reply = await AskAsync();
        Assert.Equal(("", reason), (reply.Text, reply.FinishReason));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"messages":"x"}""")]
    [InlineData("""{"messages":[]}""")]
    [InlineData("""{"messages":[{"content":[{"text":"\ud800"}]}],"finish_reason":"stop"}""")]
    public async Task What_is_no_answer_is_an_error(string answer)
    {
        Host.Answers.Add(new ScriptedAnswer(Raw: answer));
        GigaChatException error = await Assert.ThrowsAnyAsync<GigaChatException>(() => AskAsync());
        Assert.Equal(GigaChatErrorKind.ResponseInvalid, error.Kind);
    }

    public static TheoryData<string> UnknownData =>
        ["pong", "\"str\"", "5", "[1,2]", "", "null", "{\"messages\":\"x\"}", "{\"messages\":[]", "{\"status\":500,\"message\":\"x\"}"];

    [Theory]
    [MemberData(nameof(UnknownData))]
    public async Task Events_of_unknown_names_are_kept_out_of_the_way_whatever_their_data(string data)
    {
        ChatReply reply = await StreamAsync(
            "event: response.message.delta\ndata: {\"model\":\"m\",\"messages\":[{\"content\":[{\"text\":\"да\"}]}]}\n\n"
            + $"event: ping\ndata: {data}\n\n"
            + "event: response.message.done\ndata: {\"finish_reason\":\"stop\"}\n\n");
        Assert.Equal(("да", "stop"), (reply.Text, reply.FinishReason));

        reply = await StreamAsync(
            "data: {\"choices\":[{\"delta\":{\"content\":\"да\"},\"index\":0}],\"model\":\"m\"}\n\n"
            + $"event: ping\ndata: {data}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"index\":0,\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
            ChatApiVersion.V1);
        Assert.Equal(("да", "stop"), (reply.Text, reply.FinishReason));
    }

    private Task<ChatReply> AskAsync()
        => Connection.ChatAsync(new ChatRequest { Prompt = "x", ApiVersion = ChatApiVersion.V2 }, cancellationToken: Cancellation);

    private async Task<ChatReply> StreamAsync(string events, ChatApiVersion version = ChatApiVersion.V2)
    {
        Host.Answers.Clear();
        Host.Answers.Add(new ScriptedAnswer(Raw: events));
        ChatReply? reply = null;
        await foreach (ChatChunk chunk in Connection.StreamChatAsync(
            new ChatRequest { Prompt = "x", ApiVersion = version }, cancellationToken: Cancellation))
            reply = chunk.Reply;
        return reply!;
    }
}

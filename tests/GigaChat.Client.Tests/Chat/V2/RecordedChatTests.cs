using System.Text.Json.Nodes;
using GigaChat.Emulator.Chat;

namespace GigaChat.Tests.Chat.V2;

/// <summary>
/// Real exchanges of version 2, answered again, where they lie beside the project. They are not part of it: without them these
/// tests are skipped.
/// </summary>
public sealed class RecordedChatTests : ConnectedTest
{
    private static readonly string Folder = Path.Combine(
        Path.GetDirectoryName(RepositoryFolder.Path) ?? RepositoryFolder.Path, "shared", "recordings");

    [Theory]
    [InlineData("v2_chat_create_simple.json", "Hello", 19, 2)]
    [InlineData("v2_chat_stream_simple.json", "1, 2, 3", 19, 8)]
    public async Task A_prompt_is_sent_and_its_answer_read_as_recorded(string file, string text, int promptTokens, int completionTokens)
    {
        JsonObject exchange = Assert.Single(await ReadAsync(file));
        JsonNode sent = Replay(exchange);
        ChatReply? reply = null;
        var request = new ChatRequest
        {
            Prompt = (string)sent["messages"]![0]!["content"]![0]!["text"]!, Model = (string)sent["model"]!, ApiVersion = ChatApiVersion.V2,
        };
        if (sent["stream"] is null)
            reply = await Connection.ChatAsync(request, cancellationToken: Cancellation);
        else
        {
            await foreach (ChatChunk chunk in Connection.StreamChatAsync(request, cancellationToken: Cancellation))
                reply = chunk.Reply;
        }
        AssertSent(sent);
        Assert.Equal((text, "stop", "GigaChat-3-Ultra:32.3.18.5"), (reply!.Text, reply.FinishReason, reply.Model));
        Assert.Equal(new ChatUsage(promptTokens, completionTokens, promptTokens + completionTokens, 0), reply.Usage);
    }

    [Fact]
    public async Task A_call_and_its_result_go_there_and_back_as_recorded()
    {
        IReadOnlyList<JsonObject> exchanges = await ReadAsync("v2_chat_function_tool_roundtrip.json");
        JsonNode first = Replay(exchanges[0]);
        JsonNode function = first["tools"]![0]!["functions"]!["specifications"]![0]!;
        var conversation = new GigaChatConversation();
        GigaChatFunction[] functions = [
            new((string)function["name"]!, (string)function["description"]!, function["parameters"]!.ToJsonString())
            {
                ReturnParameters = function["return_parameters"]!.ToJsonString(),
            },
        ];
        ChatReply call = await Connection.ChatAsync(
            new ChatRequest
            {
                Prompt = (string)first["messages"]![0]!["content"]![0]!["text"]!,
                Model = (string)first["model"]!,
                ApiVersion = ChatApiVersion.V2,
                Conversation = conversation,
                Functions = functions,
                FunctionChoice = "get_order_status",
            },
            cancellationToken: Cancellation);
        AssertSent(first);
        Assert.Equal("A-1024", call.FunctionCall!.Arguments["order_id"]);

        JsonNode second = Replay(exchanges[1]);
        JsonNode result = second["messages"]![2]!["content"]![0]!["function_result"]!;
        ChatReply reply = await Connection.ChatAsync(
            new ChatRequest
            {
                Prompt = "",
                Model = (string)second["model"]!,
                ApiVersion = ChatApiVersion.V2,
                Conversation = conversation,
                Functions = functions,
                FunctionResult = result["result"]!.ToJsonString(),
            },
            cancellationToken: Cancellation);
        // The service takes a result as an object and as its JSON, with the state's id or without: captures have either.
        result["result"] = result["result"]!.ToJsonString();
        second["messages"]![2]!.AsObject().Remove("tools_state_id");
        AssertSent(second);
        Assert.Equal("Order A-1024 is currently packed and scheduled for delivery tomorrow.", reply.Text);
        Assert.Equal(new ChatUsage(150, 17, 167, 0), reply.Usage);
    }

    private static async Task<IReadOnlyList<JsonObject>> ReadAsync(string file)
    {
        Assert.SkipUnless(Directory.Exists(Folder), "No recorded exchanges lie beside the project.");
        JsonNode all = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, file), Cancellation))!;
        return [
            .. all.AsArray().Select(static exchange => exchange!.AsObject())
                .Where(static exchange => ((string)exchange["request"]!["uri"]!).EndsWith("/chat/completions", StringComparison.Ordinal))];
    }

    // The next answer is the recorded one; what was sent for it is returned.
    private JsonNode Replay(JsonObject exchange)
    {
        JsonNode body = exchange["response"]!["body"]!;
        Host.Answers.Add(new ScriptedAnswer(Raw: body is JsonValue ? (string)body! : body.ToJsonString()));
        return exchange["request"]!["body"]!;
    }

    private void AssertSent(JsonNode expected)
    {
        JsonNode sent = JsonNode.Parse(Host.Requests.All[^1].Body!)!;
        Assert.True(JsonNode.DeepEquals(expected, sent), $"{expected.ToJsonString()}\n{sent.ToJsonString()}");
    }
}

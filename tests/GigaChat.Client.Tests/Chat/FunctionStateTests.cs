using System.Text.Json.Nodes;

namespace GigaChat.Tests.Chat;

/// <summary>A model that plans several calls and keeps all of them under one state id, of which the client learns of one.</summary>
public sealed class FunctionStateTests : ConnectedTest
{
    private const string TwoCalls = """call a {"x":1} и call a {"x":2}""";

    private static readonly GigaChatFunction Function = new(
        "a", "Делает", """{"type":"object","properties":{"x":{"type":"integer"}}}""");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_request_goes_out_once_more_without_the_state_id(bool stream)
    {
        Host.Settings.PlanAllCalls = true;
        var conversation = new GigaChatConversation();
        ChatExchange exchange = await Connection.BeginChatAsync(
            new ChatRequest { Prompt = TwoCalls, Functions = [Function], Conversation = conversation }, Cancellation);
        ChatReply reply = await AskAsync(exchange, stream);
        for (int call = 1; call <= 2; call++)
        {
            Assert.Equal(call, reply.FunctionCall!.Arguments["x"]);
            exchange.AddResult("{}");
            reply = await AskAsync(exchange, stream);
        }
        Assert.Null(reply.FunctionCall);
        exchange.Complete();
        exchange.Dispose();

        // The call; its result, refused, and again; the second result, which needs no repetition any more.
        Assert.Equal([200, 422, 200, 200], Host.Requests.All.Where(IsChat).Select(static request => request.Status));
        Assert.Equal([false, true, false, false], Host.Requests.All.Where(IsChat).Select(static request => HasStateId(request.Body!)));
        Assert.Equal(6, conversation.Count);
        Assert.All(conversation.Messages, static message => Assert.Null(message.FunctionsStateId));
        await Connection.ChatAsync(new ChatRequest { Prompt = "и ещё", Conversation = conversation }, cancellationToken: Cancellation);
        Assert.Equal(5, Host.Requests.All.Count(IsChat));
    }

    [Fact]
    public async Task Also_where_the_call_was_left_open_in_the_conversation()
    {
        Host.Settings.PlanAllCalls = true;
        var conversation = new GigaChatConversation();
        await Connection.ChatAsync(
            new ChatRequest { Prompt = TwoCalls, Functions = [Function], Conversation = conversation }, cancellationToken: Cancellation);
        Assert.NotNull(conversation.Messages[^1].FunctionsStateId);

        ChatReply next = await Connection.ChatAsync(
            new ChatRequest { Prompt = "", FunctionResult = "{}", Conversation = conversation }, cancellationToken: Cancellation);
        Assert.Equal(2, next.FunctionCall!.Arguments["x"]);
        Assert.All(conversation.Messages, static message => Assert.Null(message.FunctionsStateId));
    }

    [Fact]
    public async Task A_second_refusal_is_an_error_and_leaves_the_conversation_as_it_was()
    {
        const string refusal = """{"status":422,"message":"Function calls count does not match function results count"}""";
        var conversation = new GigaChatConversation();
        await Connection.ChatAsync(
            new ChatRequest { Prompt = TwoCalls, Functions = [Function], Conversation = conversation }, cancellationToken: Cancellation);
        IReadOnlyList<ChatMessage> before = conversation.Messages;
        Host.Faults.Add(new(Emulator.Faults.FaultKind.Status, Emulator.Faults.FaultTarget.Chat, Times: 2, Status: 422, Body: refusal));

        var error = await Assert.ThrowsAsync<GigaChatException>(() => Connection.ChatAsync(
            new ChatRequest { Prompt = "", FunctionResult = "{}", Conversation = conversation }, cancellationToken: Cancellation));

        Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal(3, Host.Requests.All.Count(IsChat));
        Assert.Equal(before, conversation.Messages);
    }

    [Fact]
    public async Task Without_a_state_id_it_is_an_error_at_once()
    {
        const string refusal = """{"status":422,"message":"Function calls count does not match function results count"}""";
        Host.Faults.Add(new(Emulator.Faults.FaultKind.Status, Emulator.Faults.FaultTarget.Chat, Times: 2, Status: 422, Body: refusal));
        await Assert.ThrowsAsync<GigaChatException>(
            () => Connection.ChatAsync(new ChatRequest { Prompt = "вопрос" }, cancellationToken: Cancellation));
        Assert.Equal(1, Host.Requests.All.Count(IsChat));
    }

    private static async Task<ChatReply> AskAsync(ChatExchange exchange, bool stream)
    {
        if (!stream)
            return await exchange.AskAsync(cancellationToken: Cancellation);
        ChatReply? reply = null;
        await foreach (ChatChunk chunk in exchange.StreamAsync(cancellationToken: Cancellation))
            reply = chunk.Reply ?? reply;
        return reply!;
    }

    private static bool IsChat(Emulator.Requests.RecordedRequest request)
        => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal);

    private static bool HasStateId(string body)
        => JsonNode.Parse(body)!["messages"]!.AsArray().Any(static message => message!["functions_state_id"] is not null);
}

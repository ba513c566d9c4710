using System.Text.Json.Nodes;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Functions;

namespace GigaChat.Tests.Chat.V2;

/// <summary>Functions in version 2: in stored conversations, with ids that are missing, and after refusals.</summary>
public sealed class ChatV2FunctionTests : ConnectedTest
{
    private static readonly GigaChatFunction Weather = new(
        "get-weather", "Погода в городе", """{"type":"object","properties":{"город":{"type":"string"}}}""");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_a_stored_conversation_only_the_result_follows_into_the_thread_of_the_call(bool hasThread)
    {
        var conversation = new GigaChatConversation(isStored: true);
        if (hasThread)
            await AskAsync(conversation, "раз");
        Host.Answers.Add(new ScriptedAnswer(FunctionCall: new ScriptedCall("get-weather")));
        using (ChatExchange exchange = await BeginAsync(conversation, "погода?"))
        {
            await exchange.AskAsync(cancellationToken: Cancellation);
            exchange.AddResult("""{"t":5}""");
            ChatReply reply = await exchange.AskAsync(cancellationToken: Cancellation);
            Assert.Equal("""Результат get-weather: {"t":5}""", reply.Text);
            exchange.Complete();
        }
        Assert.Equal("tool", (string)Assert.Single(LastChat["messages"]!.AsArray())!["role"]!);
        Assert.Equal(conversation.ThreadId, (string)LastChat["storage"]!["thread_id"]!);
        Assert.Null(LastChat["model"]);

        Assert.Equal("Эхо: дальше", (await AskAsync(conversation, "дальше")).Text);
        Assert.Single(LastChat["messages"]!.AsArray());
        Assert.Equal(hasThread ? 8 : 6, conversation.Count);
    }

    [Fact]
    public async Task A_stored_conversation_whose_exchange_was_given_up_goes_on_in_a_new_thread()
    {
        var conversation = new GigaChatConversation(isStored: true);
        await AskAsync(conversation, "раз");
        string first = conversation.ThreadId!;
        Host.Answers.Add(new ScriptedAnswer(FunctionCall: new ScriptedCall("get-weather")));
        using (ChatExchange exchange = await BeginAsync(conversation, "погода?"))
            await exchange.AskAsync(cancellationToken: Cancellation);

        Assert.Equal("Эхо: два", (await AskAsync(conversation, "два")).Text);
        Assert.Equal(3, LastChat["messages"]!.AsArray().Count);
        Assert.NotEqual(first, conversation.ThreadId);
    }

    [Fact]
    public async Task A_stored_conversation_whose_thread_is_gone_says_so_and_is_stored_again()
    {
        var conversation = new GigaChatConversation(isStored: true);
        await AskAsync(conversation, "раз");
        Host.Reset();
        GigaChatException error = await Assert.ThrowsAsync<GigaChatException>(() => AskAsync(conversation, "два"));
        Assert.Equal((GigaChatErrorKind.InvalidRequest, "ThreadNotFound"), (error.Kind, error.Detail));
        Assert.Contains("No such thread", error.Message, StringComparison.Ordinal);
        Assert.Equal("Эхо: два", (await AskAsync(conversation, "два")).Text);
        Assert.Equal(3, LastChat["messages"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","id":"1" """)]
    public async Task Calls_without_ids_of_their_own_get_some(string id)
    {
        string call = """{"function_call":{"name":"get-weather","arguments":{}""" + id + "}}";
        Host.Answers.Add(new ScriptedAnswer(Raw: """{"messages":[{"role":"assistant","content":[""" + call + "," + call
            + """]}],"finish_reason":"function_call"}"""));
        var conversation = new GigaChatConversation();
        using ChatExchange exchange = await BeginAsync(conversation, "погода?");
        ChatReply reply = await exchange.AskAsync(cancellationToken: Cancellation);
        Assert.Equal(2, reply.FunctionCalls.Count);
        exchange.AddResults(["1", "2"]);
        Assert.Equal(
            """Результат get-weather: {"result":1}; Результат get-weather: {"result":2}""",
            (await exchange.AskAsync(cancellationToken: Cancellation)).Text);
        JsonArray messages = LastChat["messages"]!.AsArray();
        string?[] ids = [.. messages[1]!["content"]!.AsArray().Select(static part => (string?)part!["function_call"]!["id"])];
        Assert.Equal(2, ids.OfType<string>().Distinct().Count());
        Assert.Equal(
            ids,
            messages[2]!["content"]!.AsArray().Select(static part => (string?)part!["function_result"]!["id"]));
    }

    [Fact]
    public async Task Calls_that_were_kept_elsewhere_without_ids_get_some()
    {
        var conversation = new GigaChatConversation();
        conversation.Add(
            [
                new ChatMessage(ChatMessage.User, "?"),
                new ChatMessage(ChatMessage.Assistant, "") { SeveralCalls = [new("get-weather", "{}"), new("get-weather", "{}")] },
                new ChatMessage(ChatMessage.Function, "{}") { FunctionName = "get-weather" },
                new ChatMessage(ChatMessage.Function, "{}") { FunctionName = "get-weather" },
                new ChatMessage(ChatMessage.Assistant, "да"),
            ],
            usage: null,
            offered: null);
        Assert.Equal("Эхо: дальше", (await AskAsync(conversation, "дальше")).Text);
    }

    [Theory]
    [InlineData("CONTEXT_TOO_LONG: context too long 300000, maximum allowed context is 261120", GigaChatErrorKind.TooLarge, 422)]
    [InlineData("Invalid params: every assistant function call must have a result in history", GigaChatErrorKind.InvalidRequest, 422)]
    public async Task The_other_role_of_results_is_not_tried_where_the_refusal_names_another_reason(
        string words, GigaChatErrorKind kind, int status)
    {
        Assert.Equal((kind, 2, "tool"), await RefuseResultAsync(words, status, times: 1));
    }

    [Fact]
    public async Task The_other_role_of_results_is_forgotten_where_it_is_refused_too()
    {
        Assert.Equal(
            (GigaChatErrorKind.InvalidRequest, 3, "tool"),
            await RefuseResultAsync("Your request contains invalid JSON syntax.", 400, times: 2));
    }

    // The requests of a call whose result is refused, and the role that the next result is sent with.
    private async Task<(GigaChatErrorKind Kind, int Requests, string NextRole)> RefuseResultAsync(string words, int status, int times)
    {
        GigaChatErrorKind kind;
        var conversation = new GigaChatConversation(model: "GigaChat-2-Max");
        using (ChatExchange exchange = await BeginAsync(conversation, "call get-weather {}"))
        {
            await exchange.AskAsync(cancellationToken: Cancellation);
            exchange.AddResult("""{"t":5}""");
            Host.Faults.Add(new Fault(
                FaultKind.Status, FaultTarget.Chat, times, status, Body: $$"""{"status":{{status}},"message":"{{words}}"}"""));
            kind = (await Assert.ThrowsAsync<GigaChatException>(() => exchange.AskAsync(cancellationToken: Cancellation))).Kind;
        }
        int requests = Host.Requests.All.Count(static request => request.Path == "/v2/chat/completions");
        using ChatExchange next = await BeginAsync(conversation, "call get-weather {}");
        await next.AskAsync(cancellationToken: Cancellation);
        next.AddResult("""{"t":5}""");
        await next.AskAsync(cancellationToken: Cancellation);
        return (kind, requests, (string)LastChat["messages"]!.AsArray()[^1]!["role"]!);
    }

    private Task<ChatExchange> BeginAsync(GigaChatConversation conversation, string prompt) => Connection.BeginChatAsync(
        new ChatRequest { Prompt = prompt, Functions = [Weather], Conversation = conversation, ApiVersion = ChatApiVersion.V2 },
        Cancellation);

    private Task<ChatReply> AskAsync(GigaChatConversation conversation, string prompt) => Connection.ChatAsync(
        new ChatRequest { Prompt = prompt, Conversation = conversation, ApiVersion = ChatApiVersion.V2 }, cancellationToken: Cancellation);
}

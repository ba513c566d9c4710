using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Functions;

namespace GigaChat.Tests.Chat;

public class FunctionExchangeTests : ConnectedTest
{
    private static readonly GigaChatFunction Weather = new(
        "get-weather", "Погода в городе", """{"type":"object","properties":{"город":{"type":"string"}},"required":["город"]}""")
    {
        Examples = [new FunctionExample("Погода в Омске?", """{"город":"Омск"}""")],
        ReturnParameters = """{"properties":{"t":{"type":"integer"}}}""",
    };

    [Fact]
    public async Task A_call_and_its_result_are_one_turn_of_the_conversation()
    {
        var conversation = new GigaChatConversation("Отвечай кратко");
        using ChatExchange exchange = await Connection.BeginChatAsync(
            Request("""call get-weather {"город":"Омск","дни":[1,2.5]}""", conversation), Cancellation);
        ChatReply call = await exchange.AskAsync(cancellationToken: Cancellation);

        Assert.Equal("function_call", call.FinishReason);
        Assert.Equal("get-weather", call.FunctionCall!.Name);
        Assert.Equal("Омск", call.FunctionCall.Arguments["ГОРОД"]);
        Assert.Equal(new object[] { 1, 2.5 }, call.FunctionCall.Arguments["дни"]);
        Assert.Equal(
            """[{"name":"get-weather","description":"Погода в городе","parameters":{"type":"object","properties":{"город":"""
                + """{"type":"string"}},"required":["город"]},"few_shot_examples":[{"request":"Погода в Омске?","params":"""
                + """{"город":"Омск"}}],"return_parameters":{"properties":{"t":{"type":"integer"}},"type":"object"}}]""",
            JsonText(LastChat["functions"]!));
        Assert.Equal("auto", (string?)LastChat["function_call"]);
        Assert.Equal(1, conversation.Count);

        exchange.AddResult("""{"t": 5}""");
        ChatReply reply = await exchange.AskAsync(cancellationToken: Cancellation);
        Assert.Equal("""Результат get-weather: {"t":5}""", reply.Text);
        Assert.Equal(1, conversation.Count);
        Assert.Same(reply, exchange.Complete());

        Assert.Equal(
            ["system", "user", "assistant", "function", "assistant"], conversation.Messages.Select(static message => message.Role));
        Assert.Equal("get-weather", conversation.Messages[3].FunctionName);
        // Both requests were paid for.
        Assert.Equal(reply.Usage, conversation.Usage);
        Assert.Equal(Connection.TokensUsed, conversation.Usage.TotalTokens);
        // Prompt tokens leave out what was cached of the first request.
        Assert.True(reply.Usage!.PromptTokens + reply.Usage.CachedTokens > call.Usage!.PromptTokens * 2);
        Assert.Equal(2, Connection.RequestCount);
    }

    [Theory]
    [InlineData(null, """{"error":"Нет доступа"}""")]
    [InlineData("[1,2]", """{"error":"Нет доступа","result":[1,2]}""")]
    public async Task The_failure_of_a_function_is_its_result(string? json, string result)
    {
        using ChatExchange exchange = await Connection.BeginChatAsync(Request("""call get-weather {"город":"Омск"}"""), Cancellation);
        await exchange.AskAsync(cancellationToken: Cancellation);
        exchange.AddError("Нет доступа", json);
        await exchange.AskAsync(cancellationToken: Cancellation);

        JsonNode message = LastChat["messages"]![2]!;
        Assert.Equal(
            ("function", "get-weather", result), ((string?)message["role"], (string?)message["name"], (string?)message["content"]));
    }

    [Fact]
    public async Task The_history_repeats_the_call_as_it_came()
    {
        Host.Answers.Add(
            new ScriptedAnswer(
                FunctionCall: new ScriptedCall("get-weather", JsonDocument.Parse("""{"b":1.50,"A":"я","a":"ё"}""").RootElement)));
        using ChatExchange exchange = await Connection.BeginChatAsync(Request("погода?"), Cancellation);
        await exchange.AskAsync(cancellationToken: Cancellation);
        exchange.AddResult("[1]");
        await exchange.AskAsync(cancellationToken: Cancellation);

        JsonNode assistant = LastChat["messages"]![1]!;
        Assert.Equal("""{"name":"get-weather","arguments":{"b":1.50,"A":"я","a":"ё"}}""", JsonText(assistant["function_call"]!));
        Assert.Equal("", (string?)assistant["content"]);
        Assert.True(Guid.TryParse((string?)assistant["functions_state_id"], out _));
        Assert.Equal("""{"role":"function","content":"{\"result\":[1]}","name":"get-weather"}""", JsonText(LastChat["messages"]![2]!));
    }

    [Theory]
    [InlineData("5", """{"result":5}""")]
    [InlineData("null", """{"result":null}""")]
    [InlineData("\"да\"", """{"result":"да"}""")]
    [InlineData("{ \"a\": {\"b\":[]} }", """{"a":{"b":[]}}""")]
    [InlineData("просто текст", """{"result":"просто текст"}""")]
    public async Task A_result_goes_out_as_the_text_of_an_object(string result, string content)
    {
        using ChatExchange exchange = await Connection.BeginChatAsync(Request("""call get-weather {"город":"Омск"}"""), Cancellation);
        await exchange.AskAsync(cancellationToken: Cancellation);
        exchange.AddResult(result);
        await exchange.AskAsync(cancellationToken: Cancellation);
        Assert.Equal(content, (string?)LastChat["messages"]![2]!["content"]);
    }

    [Fact]
    public async Task Arguments_may_come_as_the_text_of_an_object()
    {
        Host.Answers.Add(
            new ScriptedAnswer(FunctionCall: new ScriptedCall("f", JsonSerializer.SerializeToElement("""{"город":"Омск"}"""))));
        ChatReply reply = await Connection.ChatAsync(Request("x"), cancellationToken: Cancellation);
        Assert.Equal("Омск", reply.FunctionCall!.Arguments["город"]);
        Assert.Equal("""f {"город":"Омск"}""", reply.FunctionCall.ToString());
    }

    [Theory]
    [InlineData("\"{\"")]
    [InlineData("[1]")]
    public async Task Arguments_that_are_no_object_are_an_error(string arguments)
    {
        Host.Answers.Add(new ScriptedAnswer(FunctionCall: new ScriptedCall("f", JsonDocument.Parse(arguments).RootElement)));
        var conversation = new GigaChatConversation();
        var error = await Assert.ThrowsAsync<GigaChatException>(
            () => Connection.ChatAsync(Request("x", conversation), cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.ResponseInvalid, error.Kind);
        Assert.Equal(0, conversation.Count);
    }

    [Fact]
    public async Task A_stream_calls_functions_too()
    {
        using ChatExchange exchange = await Connection.BeginChatAsync(Request("""call get-weather {"город":"Омск"}"""), Cancellation);
        ChatChunk call = Assert.Single(await ListAsync(exchange));
        Assert.Equal(("function_call", "Омск"), (call.FinishReason, call.FunctionCall!.Arguments["город"]));
        exchange.AddResult("{}");
        IReadOnlyList<ChatChunk> chunks = await ListAsync(exchange);
        Assert.Equal("Результат get-weather: {}", string.Concat(chunks.Select(static chunk => chunk.Text)));
        Assert.True(Guid.TryParse((string?)LastChat["messages"]![1]!["functions_state_id"], out _));
        Assert.Equal(4, exchange.Complete().Conversation!.Count);
    }

    [Fact]
    public async Task Arguments_of_several_lines_come_through_a_stream()
    {
        JsonElement arguments = JsonElement.Parse("{\n  \"город\": \"Омск\"\n}");
        Host.Answers.Add(new ScriptedAnswer(FunctionCall: new ScriptedCall("get-weather", arguments)));
        using ChatExchange exchange = await Connection.BeginChatAsync(Request("погода?"), Cancellation);
        Assert.Equal("Омск", Assert.Single(await ListAsync(exchange)).FunctionCall!.Arguments["город"]);
    }

    [Fact]
    public async Task A_call_that_is_left_open_is_answered_later_with_the_same_functions()
    {
        ChatReply call = await Connection.ChatAsync(Request("""call get-weather {"город":"Омск"}"""), cancellationToken: Cancellation);
        GigaChatConversation conversation = call.Conversation!;
        Assert.Equal("get-weather", conversation.OpenCall!.Name);

        var missing = await Assert.ThrowsAsync<GigaChatException>(
            () => Connection.ChatAsync(new ChatRequest { Prompt = "и?", Conversation = conversation }, cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.InvalidRequest, missing.Kind);
        Assert.Contains("Омск", missing.Message, StringComparison.Ordinal);

        ChatReply reply = await Connection.ChatAsync(
            new ChatRequest { Prompt = "", Conversation = conversation, FunctionResult = "7" }, cancellationToken: Cancellation);
        Assert.Equal("""Результат get-weather: {"result":7}""", reply.Text);
        Assert.Equal("get-weather", (string?)LastChat["functions"]![0]!["name"]);
        Assert.Null(conversation.OpenCall);
        Assert.Equal(4, conversation.Count);

        var uncalled = await Assert.ThrowsAsync<GigaChatException>(
            () => Connection.ChatAsync(
                new ChatRequest { Prompt = "", Conversation = conversation, FunctionResult = "7" }, cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.InvalidRequest, uncalled.Kind);
        // A refused request lets the conversation go.
        var further = new ChatRequest { Prompt = "дальше", Conversation = conversation };
        Assert.Equal("Эхо: дальше", (await Connection.ChatAsync(further, cancellationToken: Cancellation)).Text);
    }

    [Fact]
    public async Task An_open_call_can_be_answered_after_the_conversation_was_saved()
    {
        ChatReply call = await Connection.ChatAsync(
            Request("""call get-weather {"город":"Омск","n":1.50}"""), cancellationToken: Cancellation);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await ConversationFile.SaveAsync(call.Conversation!, path, cancellationToken: Cancellation);
            GigaChatConversation loaded = await ConversationFile.LoadAsync(path, Cancellation);
            Assert.Equal("Омск", loaded.OpenCall!.Arguments["город"]);
            await Connection.ChatAsync(
                new ChatRequest { Prompt = "", Conversation = loaded, Functions = [Weather], FunctionResult = "7" },
                cancellationToken: Cancellation);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Equal("""{"город":"Омск","n":1.50}""", JsonText(LastChat["messages"]![1]!["function_call"]!["arguments"]!));
        Assert.True(Guid.TryParse((string?)LastChat["messages"]![1]!["functions_state_id"], out _));
        Assert.Equal("get-weather", (string?)LastChat["messages"]![2]!["name"]);
    }

    [Fact]
    public async Task A_failed_round_leaves_the_conversation_as_it_was()
    {
        var conversation = new GigaChatConversation();
        ChatRequest weather = Request("""call get-weather {"город":"Омск"}""", conversation);
        using (ChatExchange exchange = await Connection.BeginChatAsync(weather, Cancellation))
        {
            await exchange.AskAsync(cancellationToken: Cancellation);
            exchange.AddResult("{}");
            Host.Answers.Add(new ScriptedAnswer(FunctionCall: new ScriptedCall("f", JsonDocument.Parse("[]").RootElement)));
            await Assert.ThrowsAsync<GigaChatException>(() => exchange.AskAsync(cancellationToken: Cancellation));
        }
        Assert.Equal(0, conversation.Count);
        var again = new ChatRequest { Prompt = "снова", Conversation = conversation };
        Assert.Equal("Эхо: снова", (await Connection.ChatAsync(again, cancellationToken: Cancellation)).Text);
    }

    [Fact]
    public async Task A_function_must_be_called_only_the_first_time()
    {
        ChatRequest request = new() { Prompt = "погода?", Functions = [Weather], FunctionChoice = "get-weather" };
        using ChatExchange exchange = await Connection.BeginChatAsync(request, Cancellation);
        ChatReply call = await exchange.AskAsync(cancellationToken: Cancellation);
        Assert.Equal("""{"name":"get-weather"}""", JsonText(LastChat["function_call"]!));
        Assert.Equal("погода?", call.FunctionCall!.Arguments["город"]);
        exchange.AddResult("{}");
        Assert.Null((await exchange.AskAsync(cancellationToken: Cancellation)).FunctionCall);
        Assert.Equal("auto", (string?)LastChat["function_call"]);
    }

    [Fact]
    public async Task A_conversation_is_refused_inside_the_function_that_it_called()
    {
        var conversation = new GigaChatConversation();
        ChatRequest request = Request("""call get-weather {"город":"Омск"}""", conversation);
        using ChatExchange exchange = await Connection.BeginChatAsync(request, Cancellation);
        await exchange.AskAsync(cancellationToken: Cancellation);
        using (exchange.GuardReentrancy())
        {
            var inside = new ChatRequest { Prompt = "внутри", Conversation = conversation };
            var error = await Assert.ThrowsAsync<GigaChatException>(() => Connection.ChatAsync(inside, cancellationToken: Cancellation));
            Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
            ChatReply beside = await Connection.ChatAsync(new ChatRequest { Prompt = "рядом" }, cancellationToken: Cancellation);
            Assert.Equal("Эхо: рядом", beside.Text);
        }
    }

    [Fact]
    public async Task What_the_service_would_refuse_is_not_sent()
    {
        await AssertRefusedAsync(new ChatRequest { Prompt = "x", Functions = [Weather, Weather] });
        await AssertRefusedAsync(new ChatRequest { Prompt = "x", Functions = [Weather], FunctionChoice = "other" });
        Assert.Empty(Host.Requests.All);

        async Task AssertRefusedAsync(ChatRequest request)
        {
            var error = await Assert.ThrowsAsync<GigaChatException>(() => Connection.ChatAsync(request));
            Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
        }
    }

    [Fact]
    public async Task The_service_judges_a_function()
    {
        FunctionValidation good = await Connection.ValidateFunctionAsync(
            new GigaChatFunction("f", "Делает", """{"properties":{"а":{"type":"string"}}}"""), cancellationToken: Cancellation);
        Assert.True(good.IsValid);
        Assert.Contains(
            "(root).parameters.properties.а: description is missing", good.Warnings.Select(static warning => warning.ToString()));
        Assert.Equal(("Function is valid", "1.0.5"), (good.Message, good.RulesVersion));

        FunctionValidation bad = await Connection.ValidateFunctionAsync(
            new GigaChatFunction("f", "Делает", """{"properties":{},"required":["б"]}"""), cancellationToken: Cancellation);
        Assert.False(bad.IsValid);
        Assert.Equal("(root).parameters.required", Assert.Single(bad.Errors).Location);
    }

    private static ChatRequest Request(string prompt, GigaChatConversation? conversation = null)
        => new() { Prompt = prompt, Functions = [Weather], Conversation = conversation };

    private static string JsonText(JsonNode node) => GigaChat.Wire.JsonText.Write(node);

    private static async Task<IReadOnlyList<ChatChunk>> ListAsync(ChatExchange exchange)
    {
        var chunks = new List<ChatChunk>();
        await foreach (ChatChunk chunk in exchange.StreamAsync())
            chunks.Add(chunk);
        return chunks;
    }
}

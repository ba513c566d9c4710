using System.Text.Json.Nodes;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Functions;

namespace GigaChat.Tests.Chat.V2;

/// <summary>Version 2 of the chat API, over the wire.</summary>
public sealed class ChatV2Tests : ConnectedTest
{
    private static readonly GigaChatFunction Weather = new(
        "get-weather", "Погода в городе", """{"type":"object","properties":{"город":{"type":"string"}},"required":["город"]}""");

    [Fact]
    public async Task A_prompt_and_its_settings_are_written_as_the_service_reads_them()
    {
        ChatReply reply = await Connection.ChatAsync(
            new ChatRequest
            {
                Prompt = "Привет",
                SystemPrompt = "Кратко",
                ApiVersion = ChatApiVersion.V2,
                Sampling = new SamplingOptions
                {
                    Temperature = 0, TopP = 0.5, MaxTokens = 100, RepetitionPenalty = 1.1, ReasoningEffort = "low",
                },
            },
            cancellationToken: Cancellation);
        Assert.Equal("/v2/chat/completions", Host.Requests.All[^1].Path);
        Assert.Equal(
            """
            {"model":"GigaChat","messages":[{"role":"system","content":[{"text":"Кратко"}]},{"role":"user","content":[{"text":"Привет"}]}],
            "model_options":{"temperature":0.0001,"top_p":0.5,"max_tokens":100,"repetition_penalty":1.1,"reasoning":{"effort":"low"}}}
            """.ReplaceLineEndings(""), Host.Requests.All[^1].Body);
        Assert.Equal(("Эхо: Привет", ChatApiVersion.V2, "stop"), (reply.Text, reply.ApiVersion, reply.FinishReason));
        Assert.Equal("Сначала подумаю.", reply.Reasoning);
        Assert.Equal(reply.Usage!.TotalTokens, reply.Usage.PromptTokens + reply.Usage.CompletionTokens);
        Assert.Equal(reply.Usage.TotalTokens, Connection.TokensUsed);
    }

    [Theory]
    [InlineData(ChatApiVersion.Auto, "/v1/chat/completions")]
    [InlineData(ChatApiVersion.V1, "/v1/chat/completions")]
    [InlineData(ChatApiVersion.V2, "/v2/chat/completions")]
    public async Task The_connection_s_version_is_taken_where_a_request_names_none(ChatApiVersion version, string path)
    {
        GigaChatConnection connection = NewConnection(options => options with { ApiVersion = version });
        await connection.ChatAsync(new ChatRequest { Prompt = "x" }, cancellationToken: Cancellation);
        Assert.Equal(path, Host.Requests.All[^1].Path);
    }

    public static TheoryData<ChatRequest> OnlyInVersion2 =>
    [
        new ChatRequest { Prompt = "x", Tools = [ChatTool.WebSearch] },
        new ChatRequest { Prompt = "x", Functions = [Weather], FunctionChoice = "any" },
        new ChatRequest { Prompt = "x", Model = "GigaChat-3-Ultra", Pattern = "(да|нет)" },
        new ChatRequest { Prompt = "x", TopLogProb = 2 },
        new ChatRequest { Prompt = "x", Conversation = new GigaChatConversation(isStored: true) },
        new ChatRequest { Prompt = "x", AdditionalFields = """{"model_options":{"parallel_tool_calls":true}}""" },
        new ChatRequest { Prompt = "x", AdditionalFields = """{"user_info":{"timezone":"Europe/Moscow"}}""" },
    ];

    [Theory]
    [MemberData(nameof(OnlyInVersion2))]
    public async Task What_only_version_2_has_takes_it_and_is_refused_with_version_1(ChatRequest request)
    {
        await Connection.ChatAsync(request, cancellationToken: Cancellation);
        Assert.Equal("/v2/chat/completions", Host.Requests.All[^1].Path);
        int sent = Host.Requests.All.Count;
        GigaChatConnection old = NewConnection(static options => options with { ApiVersion = ChatApiVersion.V1 });
        GigaChatException error = await Assert.ThrowsAsync<GigaChatException>(
            () => old.ChatAsync(Again(request), cancellationToken: Cancellation));
        Assert.Equal((GigaChatErrorKind.InvalidRequest, "NeedsVersion2"), (error.Kind, error.Detail));
        Assert.Equal(sent, Host.Requests.All.Count);
    }

    [Fact]
    public async Task A_search_brings_its_sources_in_their_order()
    {
        ChatReply reply = await Connection.ChatAsync(
            new ChatRequest { Prompt = "Найди новости", Tools = [ChatTool.WebSearch] }, cancellationToken: Cancellation);
        Assert.Equal("Эхо: Найди новости [1][2]", reply.Text);
        Assert.Equal([1, 2], reply.Sources.Select(static source => source.Number));
        Assert.Equal(("Первая страница о предмете", "https://example.com/новости/1"), (reply.Sources[0].Title, reply.Sources[0].Uri));
        Assert.Equal("""[{"web_search":{}}]""", LastChat["tools"]!.ToJsonString());
    }

    [Fact]
    public async Task A_streamed_search_tells_of_its_tool_and_never_cuts_a_mark()
    {
        Host.Settings.ChunkLength = 3;
        List<ChatChunk> chunks = [];
        await foreach (ChatChunk chunk in Connection.StreamChatAsync(
            new ChatRequest { Prompt = "Найди новости", Tools = [ChatTool.WebSearch] }, cancellationToken: Cancellation))
            chunks.Add(chunk);
        Assert.Equal(("web_search", null), (chunks[0].ToolCall!.Name, chunks[0].ToolCall!.Status));
        Assert.Equal(("web_search", "success"), (chunks[1].ToolCall!.Name, chunks[1].ToolCall!.Status));
        Assert.Equal("Эхо: Найди новости [1][2]", string.Concat(chunks.Select(static chunk => chunk.Text)));
        Assert.DoesNotContain(chunks, static chunk => chunk.Text.Contains("sources", StringComparison.Ordinal));
        ChatReply reply = chunks[^1].Reply!;
        Assert.Equal("Эхо: Найди новости [1][2]", reply.Text);
        Assert.Equal(2, reply.Sources.Count);
        Assert.Equal("success", Assert.Single(reply.ToolCalls).Status);
        Assert.True(Connection.TokensUsed > 0);
    }

    [Fact]
    public async Task A_function_is_called_and_forced_only_once()
    {
        using ChatExchange exchange = await Connection.BeginChatAsync(
            new ChatRequest
            {
                Prompt = "погода?", Functions = [Weather], FunctionChoice = "get-weather", ApiVersion = ChatApiVersion.V2,
            },
            Cancellation);
        ChatReply call = await exchange.AskAsync(cancellationToken: Cancellation);
        Assert.Equal("""{"mode":"forced","function_name":"get-weather"}""", LastChat["tool_config"]!.ToJsonString());
        Assert.Equal("get-weather", call.FunctionCall!.Name);
        exchange.AddResult("""{"t":5}""");
        Assert.Equal("""Результат get-weather: {"t":5}""", (await exchange.AskAsync(cancellationToken: Cancellation)).Text);
        Assert.Null(LastChat["tool_config"]);
        JsonArray messages = LastChat["messages"]!.AsArray();
        Assert.Equal(["user", "assistant", "tool"], messages.Select(static message => (string)message!["role"]!));
        Assert.NotNull(messages[1]!["tools_state_id"]);
        Assert.Equal("""{"t":5}""", (string)messages[2]!["content"]![0]!["function_result"]!["result"]!);
    }

    [Fact]
    public async Task Results_of_several_calls_go_in_one_message()
    {
        Host.Answers.Add(new ScriptedAnswer(FunctionCalls: [new ScriptedCall("get-weather"), new ScriptedCall("get-weather")]));
        var conversation = new GigaChatConversation();
        ChatReply call = await Connection.ChatAsync(
            new ChatRequest { Prompt = "?", Functions = [Weather], Conversation = conversation, ApiVersion = ChatApiVersion.V2 },
            cancellationToken: Cancellation);
        Assert.Equal(2, call.FunctionCalls.Count);
        Assert.Equal(2, conversation.OpenCalls.Count);

        GigaChatException error = await Assert.ThrowsAsync<GigaChatException>(() => Connection.ChatAsync(
            new ChatRequest { Prompt = "", FunctionResult = "1", Conversation = conversation }, cancellationToken: Cancellation));
        Assert.Equal("FunctionResultCountDiffers", error.Detail);
        ChatReply reply = await Connection.ChatAsync(
            new ChatRequest { Prompt = "", FunctionResults = ["1", "2"], Conversation = conversation }, cancellationToken: Cancellation);
        Assert.Equal("""Результат get-weather: {"result":1}; Результат get-weather: {"result":2}""", reply.Text);
        Assert.Equal(2, LastChat["messages"]![2]!["content"]!.AsArray().Count);
        Assert.Equal(5, conversation.Count);
    }

    [Fact]
    public async Task What_version_1_cannot_say_of_earlier_turns_goes_as_pairs()
    {
        Host.Answers.Add(new ScriptedAnswer(FunctionCalls: [new ScriptedCall("get-weather"), new ScriptedCall("get-weather")]));
        var conversation = new GigaChatConversation();
        await Connection.ChatAsync(
            new ChatRequest { Prompt = "?", Functions = [Weather], Conversation = conversation, ApiVersion = ChatApiVersion.V2 },
            cancellationToken: Cancellation);
        await Connection.ChatAsync(
            new ChatRequest { Prompt = "", FunctionResults = ["1", "2"], Conversation = conversation }, cancellationToken: Cancellation);
        ChatReply reply = await Connection.ChatAsync(
            new ChatRequest { Prompt = "дальше", Conversation = conversation, ApiVersion = ChatApiVersion.V1 },
            cancellationToken: Cancellation);
        Assert.Equal("Эхо: дальше", reply.Text);
        JsonArray messages = LastChat["messages"]!.AsArray();
        Assert.Equal(
            ["user", "assistant", "function", "assistant", "function", "assistant", "user"],
            messages.Select(static message => (string)message!["role"]!));
        Assert.Equal(["""{"result":1}""", """{"result":2}"""], [(string)messages[2]!["content"]!, (string)messages[4]!["content"]!]);
        Assert.DoesNotContain("\"id\"", Host.Requests.All[^1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GigaChat-2-Max", 3)]
    [InlineData("GigaChat-3-Lightning", 2)]
    public async Task The_other_role_of_results_is_tried_once_and_remembered(string model, int requests)
    {
        Host.Settings.FunctionRoleOnly = true;
        var conversation = new GigaChatConversation(model: model);
        await CallAndAnswerAsync(conversation);
        Assert.Equal(requests, Host.Requests.All.Count(static request => request.Path == "/v2/chat/completions"));
        int sent = Host.Requests.All.Count;
        await Connection.ChatAsync(
            new ChatRequest { Prompt = "ещё", Conversation = conversation, ApiVersion = ChatApiVersion.V2 },
            cancellationToken: Cancellation);
        Assert.Equal(sent + 1, Host.Requests.All.Count);
    }

    [Fact]
    public async Task A_stored_conversation_sends_only_what_is_new_and_survives_a_file()
    {
        var conversation = new GigaChatConversation("Кратко", "GigaChat-2-Max", isStored: true);
        await Connection.ChatAsync(new ChatRequest { Prompt = "раз", Conversation = conversation }, cancellationToken: Cancellation);
        Assert.Equal("{}", LastChat["storage"]!.ToJsonString());
        Assert.Equal(2, LastChat["messages"]!.AsArray().Count);
        string thread = conversation.ThreadId!;

        GigaChatConversation loaded = await SaveAndLoadAsync(conversation);
        await Connection.ChatAsync(new ChatRequest { Prompt = "два", Conversation = loaded }, cancellationToken: Cancellation);
        Assert.Equal($$"""{"thread_id":"{{thread}}"}""", LastChat["storage"]!.ToJsonString());
        Assert.Null(LastChat["model"]);
        Assert.Equal("два", (string)Assert.Single(LastChat["messages"]!.AsArray())!["content"]![0]!["text"]!);
        Assert.Equal(5, loaded.Count);

        GigaChatException error = await Assert.ThrowsAsync<GigaChatException>(() => Connection.ChatAsync(
            new ChatRequest { Prompt = "три", Model = "GigaChat-2", Conversation = loaded }, cancellationToken: Cancellation));
        Assert.Equal("ThreadKeepsModel", error.Detail);
    }

    [Fact]
    public async Task A_picture_is_a_generated_file_and_goes_back_in_both_versions()
    {
        var conversation = new GigaChatConversation();
        ChatReply reply = await Connection.ChatAsync(
            new ChatRequest { Prompt = "Нарисуй кота", Tools = [ChatTool.ImageGeneration], Conversation = conversation },
            cancellationToken: Cancellation);
        GeneratedFile file = Assert.Single(reply.GeneratedFiles);
        Assert.Equal(("image/jpeg", "image"), (file.MimeType, file.Kind));
        Assert.Equal([file.Id], reply.Files);
        await Connection.ChatAsync(new ChatRequest { Prompt = "ещё", Conversation = conversation }, cancellationToken: Cancellation);
        Assert.StartsWith($"<img src=\"{file.Id}\"", (string)LastChat["messages"]![1]!["content"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_picture_of_version_1_is_asked_for_as_the_tool_of_version_2()
    {
        GigaChatConnection connection = NewConnection(static options => options with { ApiVersion = ChatApiVersion.V2 });
        ChatReply reply = await connection.DrawAsync("кот", cancellationToken: Cancellation);
        Assert.Single(reply.Files);
        Assert.Equal("""[{"image_generate":{}}]""", LastChat["tools"]!.ToJsonString());
        Assert.Equal("""{"mode":"forced","tool_name":"image_generate"}""", LastChat["tool_config"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"flags":["x"],"model_options":{"temperature":0.1,"update_interval":0.5}}""")]
    public async Task Members_of_parameters_win_over_additional_ones(string fields)
    {
        await Connection.ChatAsync(
            new ChatRequest
            {
                Prompt = "x", AdditionalFields = fields, Sampling = new SamplingOptions { Temperature = 0.7 },
            },
            cancellationToken: Cancellation);
        Assert.Equal("""{"temperature":0.7,"update_interval":0.5}""", LastChat["model_options"]!.ToJsonString());
        Assert.Equal("x", (string)LastChat["flags"]![0]!);
    }

    [Fact]
    public async Task Probabilities_are_read()
    {
        GigaChatConnection company = NewConnection(
            static options => options with { Scope = GigaChatScope.Corporate }, Emulator.Accounts.EmulatorAccount.Corporate);
        ChatReply reply = await company.ChatAsync(new ChatRequest { Prompt = "x", TopLogProb = 2 }, cancellationToken: Cancellation);
        Assert.Equal(("Эхо:", 2), (reply.LogProb[0].Token, reply.LogProb[0].Top.Count));
    }

    private static async Task<GigaChatConversation> SaveAndLoadAsync(GigaChatConversation conversation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gigachat-");
        try
        {
            string file = Path.Combine(folder.FullName, "беседа.json");
            await ConversationFile.SaveAsync(conversation, file, cancellationToken: Cancellation);
            return await ConversationFile.LoadAsync(file, Cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task CallAndAnswerAsync(GigaChatConversation conversation)
    {
        using ChatExchange exchange = await Connection.BeginChatAsync(
            new ChatRequest
            {
                Prompt = "call get-weather {\"город\":\"Омск\"}", Functions = [Weather], Conversation = conversation,
                ApiVersion = ChatApiVersion.V2,
            },
            Cancellation);
        await exchange.AskAsync(cancellationToken: Cancellation);
        exchange.AddResult("""{"t":5}""");
        await exchange.AskAsync(cancellationToken: Cancellation);
        exchange.Complete();
    }

    // A conversation that was stored has its thread now, with which a model must not be named.
    private static ChatRequest Again(ChatRequest request) => new()
    {
        Prompt = request.Prompt,
        Tools = request.Tools,
        Functions = request.Functions,
        FunctionChoice = request.FunctionChoice,
        Pattern = request.Pattern,
        TopLogProb = request.TopLogProb,
        AdditionalFields = request.AdditionalFields,
        Conversation = request.Conversation,
    };
}

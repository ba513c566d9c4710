namespace GigaChat.Tests.Chat.V2;

/// <summary>Members that are added to a body, and the version of the API that has them.</summary>
public sealed class ChatVersionFieldTests : ConnectedTest
{
    private static readonly GigaChatFunction Function = new("f", "Функция", """{"type":"object","properties":{}}""");

    [Theory]
    [InlineData("""{"profanity_check":true}""", "disable_filter")]
    [InlineData("""{"functions":[]}""", "tools")]
    [InlineData("""{"function_call":"auto"}""", "tool_config")]
    [InlineData("""{"attachments":[]}""", "files")]
    [InlineData("""{"max_tokens":5}""", "model_options.max_tokens")]
    [InlineData("""{"temperature":1}""", "model_options.temperature")]
    [InlineData("""{"update_interval":1}""", "model_options.update_interval")]
    [InlineData("""{"n":2}""", "\"n\"")]
    public async Task One_of_version_1_is_refused_with_version_2(string fields, string says)
    {
        GigaChatException error = await RefuseAsync(new ChatRequest
        {
            Prompt = "x", ApiVersion = ChatApiVersion.V2, AdditionalFields = fields,
        });
        Assert.StartsWith("NeedsVersion1", error.Detail, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains(fields.Split('"')[1], error.Message, StringComparison.Ordinal);
        // The same where something else asks for version 2.
        error = await RefuseAsync(new ChatRequest { Prompt = "x", Tools = [ChatTool.WebSearch], AdditionalFields = fields });
        Assert.StartsWith("NeedsVersion1", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tools_state_id")]
    [InlineData("model_options")]
    [InlineData("tool_config")]
    [InlineData("assistant_id")]
    public async Task One_of_version_2_is_refused_with_version_1(string field)
    {
        GigaChatException error = await RefuseAsync(new ChatRequest
        {
            Prompt = "x", ApiVersion = ChatApiVersion.V1, AdditionalFields = $"{{\"{field}\":{{}}}}",
        });
        Assert.Equal("NeedsVersion2", error.Detail);
        Assert.Contains($"\"{field}\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ChatApiVersion.V1)]
    [InlineData(ChatApiVersion.V2)]
    public async Task A_stream_is_not_asked_for_by_a_member(ChatApiVersion version)
    {
        GigaChatException error = await RefuseAsync(
            new ChatRequest { Prompt = "x", ApiVersion = version, AdditionalFields = """{"stream":true}""" });
        Assert.Equal("AdditionalFieldReserved", error.Detail);
        Assert.Contains("\"stream\"", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<ChatRequest, string> Wishes => new()
    {
        { new ChatRequest { Prompt = "x", ApiVersion = ChatApiVersion.V1, Pattern = "а" }, "regular expression" },
        {
            new ChatRequest { Prompt = "x", ApiVersion = ChatApiVersion.V1, Functions = [Function], FunctionChoice = "any" },
            "call of any function"
        },
        {
            new ChatRequest { Prompt = "x", ApiVersion = ChatApiVersion.V1, Conversation = new GigaChatConversation(isStored: true) },
            "stored by the service"
        },
    };

    [Theory]
    [MemberData(nameof(Wishes))]
    public async Task What_version_1_lacks_is_named_in_words(ChatRequest request, string says)
        => Assert.Contains(says, (await RefuseAsync(request)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_tool_that_must_be_used_has_to_be_offered()
    {
        GigaChatException error = await RefuseAsync(new ChatRequest { Prompt = "x", FunctionChoice = ChatTool.WebSearch });
        Assert.Equal("FunctionChoiceToolNotOffered", error.Detail);
        error = await RefuseAsync(new ChatRequest { Prompt = "x", FunctionChoice = ChatTool.UrlContent, Tools = [ChatTool.WebSearch] });
        Assert.Equal("FunctionChoiceToolNotOffered", error.Detail);
    }

    [Fact]
    public async Task Functions_are_no_built_in_tool()
        => Assert.Equal("FunctionToolIsFunctions", (await RefuseAsync(new ChatRequest { Prompt = "x", Tools = ["functions"] })).Detail);

    private async Task<GigaChatException> RefuseAsync(ChatRequest request)
    {
        int sent = Host.Requests.All.Count;
        GigaChatException error = await Assert.ThrowsAsync<GigaChatException>(
            () => Connection.ChatAsync(request, cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal(sent, Host.Requests.All.Count);
        return error;
    }
}

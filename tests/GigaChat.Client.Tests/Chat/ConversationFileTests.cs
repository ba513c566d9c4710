namespace GigaChat.Tests.Chat;

public sealed class ConversationFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;

    private string FilePath => Path.Combine(_folder, "разговор.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_function_call_and_its_result_come_back()
    {
        var talk = new GigaChatConversation("Кратко");
        talk.Add(
            [
                new ChatMessage(ChatMessage.User, "Погода?") { Attachments = ["00000000-0000-0000-0000-000000000008"] },
                new ChatMessage(
                    ChatMessage.Assistant, "") { FunctionCall = new FunctionCall("weather", """{"город":"Омск","дни":[1,2]}"""),
                    FunctionsStateId = "00000000-0000-0000-0000-000000000007" },
                new ChatMessage(ChatMessage.Function, """{"t":5}""") { FunctionName = "weather" },
                new ChatMessage(ChatMessage.Assistant, "Пять градусов"),
            ],
            new ChatUsage(5, 6, 11, 1),
            offered: null);
        await ConversationFile.SaveAsync(talk, FilePath, cancellationToken: Cancellation);
        GigaChatConversation back = await ConversationFile.LoadAsync(FilePath, Cancellation);

        Assert.Equal(talk.Usage, back.Usage);
        ChatMessage call = back.Messages[2];
        Assert.Equal("""weather {"город":"Омск","дни":[1,2]}""", call.FunctionCall!.ToString());
        Assert.Equal("00000000-0000-0000-0000-000000000007", call.FunctionsStateId);
        Assert.Equal(talk.Messages.Select(Describe), back.Messages.Select(Describe));
        Assert.Contains("\"город\": \"Омск\"", await File.ReadAllTextAsync(FilePath, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_file_leaves_out_is_not_there()
    {
        await File.WriteAllTextAsync(
            FilePath, """{"format":"GigaChat conversation","version":1,"messages":[{"role":"user","content":"Раз"}]}""", Cancellation);
        GigaChatConversation talk = await ConversationFile.LoadAsync(FilePath, Cancellation);
        Assert.Null(Assert.Single(talk.Messages).Attachments);
        Assert.NotEmpty(talk.SessionId);
        Assert.Equal(ChatUsage.None, talk.Usage);
    }

    [Fact]
    public async Task A_call_that_cannot_be_read_makes_the_file_invalid()
    {
        await File.WriteAllTextAsync(
            FilePath,
            """{"format":"GigaChat conversation","version":1,"messages":[{"role":"assistant","content":"","function_call":"""
                + """{"arguments":5}}]}""",
            Cancellation);
        GigaChatException e = await Assert.ThrowsAsync<GigaChatException>(() => ConversationFile.LoadAsync(FilePath, Cancellation));
        Assert.Equal(GigaChatErrorKind.ConversationInvalid, e.Kind);
    }

    [Theory]
    [InlineData("x\\r\\nContent-Length: 0\\r\\n\\r\\nPOST /v1/files/1/delete HTTP/1.1")]
    [InlineData("\\u001b[2J")]
    [InlineData("a\\u2028b")]
    [InlineData("a\\u202eb")]
    [InlineData("a\\u0000b")]
    [InlineData(257)]
    public async Task A_session_id_that_can_be_no_header_makes_the_file_invalid(object id)
    {
        string session = id is int length ? new string('a', length) : (string)id;
        await File.WriteAllTextAsync(
            FilePath,
            $$"""{"format":"GigaChat conversation","version":1,"session_id":"{{session}}","messages":[]}""",
            Cancellation);
        GigaChatException e = await Assert.ThrowsAsync<GigaChatException>(() => ConversationFile.LoadAsync(FilePath, Cancellation));
        Assert.Equal((GigaChatErrorKind.ConversationInvalid, "ConversationDamaged"), (e.Kind, e.Detail));
    }

    [Fact]
    public async Task A_writing_that_was_ended_leaves_nothing()
    {
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ConversationFile.SaveAsync(new GigaChatConversation("Кратко"), FilePath, cancellationToken: ended.Token));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private static string Describe(ChatMessage message)
        => string.Join(
            '|', message.Role, message.Content, message.FunctionCall, message.FunctionsStateId, message.FunctionName,
            string.Join(',', message.Attachments ?? []));
}

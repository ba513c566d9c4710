using System.Text.Json;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Functions;

namespace GigaChat.Tests.Chat;

/// <summary>What goes out of a masked conversation, what comes back, and what is kept.</summary>
public sealed class ChatMaskingTests : ConnectedTest
{
    private const string Mail = "ivan@example.ru";
    private static readonly TextMaskRules All = TextMaskRules.Create(["All"]);

    private static readonly GigaChatFunction Find = new(
        "find-user", $"Ищет, например {Mail}", """{"type":"object","properties":{"mail":{"type":"string"}}}""");

    [Fact]
    public async Task Marks_go_out_and_the_answer_has_what_they_stand_for()
    {
        Host.Answers.Add("Пишет [EMAIL_1], не [EMAIL_2].");
        ChatReply reply = await Connection.ChatAsync(
            new ChatRequest { Prompt = $"Кто пишет: {Mail}?", SystemPrompt = "Хозяин – boss@example.ru", Mask = All }, null, Cancellation);
        Assert.Equal("Пишет boss@example.ru, не ivan@example.ru.", reply.Text);
        Assert.Equal("Хозяин – [EMAIL_1]", (string?)LastChat["messages"]![0]!["content"]);
        Assert.Equal("Кто пишет: [EMAIL_2]?", (string?)LastChat["messages"]![1]!["content"]);
        Assert.Equal(
            ["Хозяин – [EMAIL_1]", "Кто пишет: [EMAIL_2]?", "Пишет [EMAIL_1], не [EMAIL_2]."],
            reply.Conversation!.Messages.Select(static message => message.Content));
        Assert.Equal($"Кто пишет: {Mail}?", reply.FindPrompt());
    }

    [Fact]
    public async Task A_conversation_goes_on_masking_with_the_same_marks()
    {
        var conversation = new GigaChatConversation();
        await AskAsync(new ChatRequest { Prompt = $"Я {Mail}", Conversation = conversation, Mask = All });
        Host.Answers.Add("Вы [EMAIL_1] или [EMAIL_2]");
        ChatReply reply = await AskAsync(new ChatRequest { Prompt = $"Или {Mail}, или anna@example.ru?", Conversation = conversation });
        Assert.Equal("Или [EMAIL_1], или [EMAIL_2]?", (string?)LastChat["messages"]![2]!["content"]);
        Assert.Equal("Вы ivan@example.ru или anna@example.ru", reply.Text);
        // A branch shares the marks.
        await AskAsync(new ChatRequest { Prompt = "А anna@example.ru?", Conversation = reply.BranchConversation() });
        Assert.Equal("А [EMAIL_2]?", (string?)LastChat["messages"]![4]!["content"]);
    }

    [Fact]
    public async Task Earlier_messages_in_clear_are_masked_once_masking_begins()
    {
        var conversation = new GigaChatConversation();
        await AskAsync(new ChatRequest { Prompt = $"Я {Mail}", Conversation = conversation });
        Assert.Contains(Mail, (string?)LastChat["messages"]![0]!["content"], StringComparison.Ordinal);
        await AskAsync(new ChatRequest { Prompt = "Кто я?", Conversation = conversation, Mask = All });
        Assert.Equal("Я [EMAIL_1]", (string?)LastChat["messages"]![0]!["content"]);
        Assert.DoesNotContain(conversation.Messages, static message => message.Content.Contains(Mail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_request_leaves_the_conversation_as_it_was()
    {
        var conversation = new GigaChatConversation($"Хозяин – {Mail}");
        await Assert.ThrowsAsync<GigaChatException>(() => AskAsync(
            new ChatRequest { Prompt = "Кто?", Conversation = conversation, Mask = All, Model = "no-such-model" }));
        Assert.Equal($"Хозяин – {Mail}", Assert.Single(conversation.Messages).Content);
    }

    [Fact]
    public async Task A_saved_conversation_has_marks_only_and_new_ones_do_not_collide_with_them()
    {
        var conversation = new GigaChatConversation();
        await AskAsync(new ChatRequest { Prompt = $"Я {Mail}, пароль: Qwerty123", Conversation = conversation, Mask = All });
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "беседа.json");
            await ConversationFile.SaveAsync(conversation, path, cancellationToken: Cancellation);
            string saved = await File.ReadAllTextAsync(path, Cancellation);
            Assert.DoesNotContain(Mail, saved, StringComparison.Ordinal);
            Assert.DoesNotContain("Qwerty123", saved, StringComparison.Ordinal);
            GigaChatConversation loaded = await ConversationFile.LoadAsync(path, Cancellation);
            await AskAsync(new ChatRequest { Prompt = "А это anna@example.ru", Conversation = loaded, Mask = All });
            Assert.Equal("А это [EMAIL_2]", (string?)LastChat["messages"]![2]!["content"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public async Task A_mark_that_a_stream_cuts_comes_back(int chunks)
    {
        Host.Answers.Add("Это [EMAIL_1], а [это] нет [EMAIL_1", chunks);
        List<ChatChunk> pieces = [];
        var request = new ChatRequest { Prompt = $"Кто {Mail}?", Mask = All };
        await foreach (ChatChunk chunk in Connection.StreamChatAsync(request, null, Cancellation))
            pieces.Add(chunk);
        const string Expected = "Это ivan@example.ru, а [это] нет [EMAIL_1";
        Assert.Equal(Expected, string.Concat(pieces.Select(static piece => piece.Text)));
        Assert.Equal(Expected, pieces[^1].Reply!.Text);
        Assert.Equal(Enumerable.Range(0, pieces.Count), pieces.Select(static piece => piece.Index));
    }

    [Fact]
    public async Task Marks_stay_where_that_is_asked_for()
    {
        Host.Answers.Add("Это [EMAIL_1]", 5);
        var request = new ChatRequest { Prompt = $"Кто {Mail}?", Mask = All, KeepMarks = true };
        var text = new List<string>();
        await foreach (ChatChunk chunk in Connection.StreamChatAsync(request, null, Cancellation))
            text.Add(chunk.Text);
        Assert.Equal("Это [EMAIL_1]", string.Concat(text));
    }

    [Theory]
    [InlineData(ChatApiVersion.V1)]
    [InlineData(ChatApiVersion.V2)]
    public async Task Functions_get_the_real_values_and_their_results_are_masked(ChatApiVersion version)
    {
        Host.Answers.Add(new ScriptedAnswer(
            FunctionCall: new ScriptedCall("find-user", JsonSerializer.SerializeToElement(new { mail = "[EMAIL_1]" }))));
        using ChatExchange exchange = await Connection.BeginChatAsync(
            new ChatRequest { Prompt = $"Кто {Mail}?", Functions = [Find], Mask = All, ApiVersion = version }, Cancellation);
        ChatReply call = await exchange.AskAsync(cancellationToken: Cancellation);
        Assert.Equal(Mail, call.FunctionCall!.Arguments["mail"]);
        Assert.DoesNotContain(Mail, LastChat.ToJsonString(), StringComparison.Ordinal);

        Host.Answers.Add("Это [PHONE_1], пароль [SECRET_1]");
        exchange.AddResult("""{"mail":"ivan@example.ru","phone":79161234567,"password":"a\"b c1","inn":"7707083893"}""");
        ChatReply reply = await exchange.AskAsync(cancellationToken: Cancellation);
        string sent = LastChat.ToJsonString();
        Assert.DoesNotContain(Mail, sent, StringComparison.Ordinal);
        Assert.DoesNotContain("79161234567", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("b c1", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("7707083893", sent, StringComparison.Ordinal);
        Assert.Equal("Это 79161234567, пароль a\"b c1", reply.Text);
        exchange.Complete();
        Assert.DoesNotContain(
            reply.Conversation!.Messages,
            static message => (message.Content + message.FunctionCall).Contains(Mail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_value_of_a_structured_answer_has_what_the_marks_stand_for_whatever_is_in_it()
    {
        Host.Answers.Add("""{"secret":"[SECRET_1]","mail":"[EMAIL_1]"}""");
        ChatReply reply = await AskAsync(new ChatRequest
        {
            Prompt = $"password='a\"b\\c1' {Mail}",
            Schema = new ResponseSchema(
                """{"type":"object","properties":{"secret":{"type":"string"},"mail":{"type":"string"}}}"""),
            Mask = All,
        });
        var value = Assert.IsAssignableFrom<System.Collections.IDictionary>(reply.Value);
        Assert.Equal(("a\"b\\c1", Mail), ((string?)value["secret"], (string?)value["mail"]));
    }

    [Fact]
    public async Task A_password_that_a_function_repeats_and_a_prompt_names_again_is_masked()
    {
        Host.Answers.Add(new ScriptedAnswer(
            FunctionCall: new ScriptedCall("find-user", JsonSerializer.SerializeToElement(new { mail = @"\[SECRET\_1\]" }))));
        using ChatExchange exchange = await Connection.BeginChatAsync(
            new ChatRequest { Prompt = "user=bob password=Hunter2024x", Functions = [Find], Mask = All }, Cancellation);
        ChatReply call = await exchange.AskAsync(cancellationToken: Cancellation);
        Assert.Equal("Hunter2024x", call.FunctionCall!.Arguments["mail"]);
        exchange.AddResult("\"login failed for bob with Hunter2024x\"");
        await exchange.AskAsync(cancellationToken: Cancellation);
        ChatReply reply = exchange.Complete();
        await AskAsync(new ChatRequest { Prompt = "Is Hunter2024x strong?", Conversation = reply.BranchConversation() });
        Assert.Equal("Is [SECRET_1] strong?", (string?)LastChat["messages"]!.AsArray()[^1]!["content"]);
        Assert.DoesNotContain(
            Host.Requests.All, static request => request.Body?.Contains("Hunter2024x", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_password_that_is_a_word_of_the_service_does_not_break_the_request()
    {
        await AskAsync(new ChatRequest { Prompt = "password=properties password=messages", Functions = [Find], Mask = All });
        Assert.Equal("password=[SECRET_1] password=[SECRET_2]", (string?)LastChat["messages"]![0]!["content"]);
        Assert.NotNull(LastChat["functions"]![0]!["parameters"]!["properties"]!["mail"]);
    }

    [Fact]
    public async Task A_structured_answer_with_a_mark_in_Markdown_is_read()
    {
        Host.Answers.Add("""{"mail":"\\[EMAIL\\_1\\]"}""");
        ChatReply reply = await AskAsync(new ChatRequest
        {
            Prompt = Mail,
            Schema = new ResponseSchema("""{"type":"object","properties":{"mail":{"type":"string"}}}"""),
            Mask = All,
        });
        Assert.Equal(Mail, ((System.Collections.IDictionary)reply.Value!)["mail"]);
    }

    [Fact]
    public async Task Added_fields_are_masked()
    {
        const string Fields = """{"metadata":{"owner":"ivan@example.ru"}}""";
        await AskAsync(new ChatRequest { Prompt = "Да?", AdditionalFields = Fields, Mask = All });
        Assert.Equal("[EMAIL_1]", (string?)LastChat["metadata"]!["owner"]);
    }

    [Fact]
    public async Task An_error_that_quotes_a_mark_says_what_it_stands_for()
    {
        const string Refusal = """{"status":400,"message":"Wrong address [EMAIL_1]"}""";
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.Chat, Status: 400, Body: Refusal));
        GigaChatException error = await Assert.ThrowsAsync<GigaChatException>(
            () => AskAsync(new ChatRequest { Prompt = $"Кто {Mail}?", Mask = All }));
        Assert.Contains(Mail, error.Message, StringComparison.Ordinal);
        Assert.Equal($"Wrong address {Mail}", error.ServiceMessage);
        Assert.NotNull(error.Detail);
    }

    [Fact]
    public async Task A_connection_masks_chats_vectors_and_counts_and_a_request_may_do_without()
    {
        GigaChatConnection masking = NewConnection(static options => options with { Mask = All });
        await masking.ChatAsync(new ChatRequest { Prompt = Mail }, null, Cancellation);
        Assert.Equal("[EMAIL_1]", (string?)LastChat["messages"]![0]!["content"]);
        await masking.ChatAsync(new ChatRequest { Prompt = Mail, Mask = TextMaskRules.None }, null, Cancellation);
        Assert.Equal(Mail, (string?)LastChat["messages"]![0]!["content"]);

        EmbeddingResult vector = Assert.Single(await masking.EmbedAsync([$"Пишет {Mail}"], null, null, Cancellation));
        Assert.Equal($"Пишет {Mail}", vector.Value!.Text);
        await masking.CountTokensAsync([$"Пишет {Mail}"], null, null, Cancellation);
        Assert.All(
            Host.Requests.All.Where(static request => request.Path.EndsWith("/embeddings", StringComparison.Ordinal)
                || request.Path.EndsWith("/count", StringComparison.Ordinal)),
            static request => Assert.Contains("Пишет [EMAIL_1]", request.Body, StringComparison.Ordinal));
        Assert.Equal(["Secret", "Email", "IPAddress", "Phone", "Card", "Snils", "Inn", "Passport"], masking.Mask!.Names);
    }

    private Task<ChatReply> AskAsync(ChatRequest request) => Connection.ChatAsync(request, null, Cancellation);
}

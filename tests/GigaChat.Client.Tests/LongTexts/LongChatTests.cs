using System.Text.Json.Nodes;
using GigaChat.Emulator.Chat;

namespace GigaChat.Tests.LongTexts;

public class LongChatTests : ConnectedTest
{
    private IReadOnlyList<string> Prompts =>
    [
        .. Host.Requests.All.Where(static request => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal))
            .Select(static request => (string)JsonNode.Parse(request.Body!)!["messages"]!.AsArray()[^1]!["content"]!),
    ];

    [Fact]
    public async Task Facts_at_known_places_are_in_what_is_asked_and_the_answers_become_one()
    {
        // Megabytes; more of them where time is no matter.
        int size = Environment.GetEnvironmentVariable("GIGACHAT_TEST_FULL") == "1" ? 50 : 2;
        string[] facts = ["ФАКТ-начало", "ФАКТ-середина", "ФАКТ-конец"];
        string[] records = PartPlannerTests.Log(size * 15_000).Split('\n');
        records[0] += " " + facts[0];
        records[records.Length / 2] += " " + facts[1];
        records[^2] += " " + facts[2];
        string log = string.Join('\n', records);

        LongChat chat = await PlanAsync("Что случилось?", log, 60_000);
        List<LongChatStep> steps = await AskAsync(chat, limit: 4);
        ChatReply reply = steps[^1].Reply!;
        int parts = chat.Parts.Count;
        Assert.Equal(parts, reply.Parts.Count);
        Assert.Equal(Enumerable.Range(1, parts), reply.Parts.Select(static part => part.Number));
        IReadOnlyList<string> asked = Prompts;
        Assert.All(facts, fact => Assert.Single(asked.Take(parts), prompt => prompt.Contains(fact, StringComparison.Ordinal)));
        Assert.All(
            Enumerable.Range(1, parts),
            number => Assert.Single(asked, prompt => prompt.StartsWith(
                $"Что случилось?\n\nМатериал длинный; это часть {number} из {parts}.", StringComparison.Ordinal)));
        Assert.True(parts > 2);
        Assert.Equal(log.Length, chat.Parts.Sum(static part => (long)part.Length));
        Assert.Contains("Составь из них один ответ", asked[^1], StringComparison.Ordinal);
        Assert.Equal(steps.Count - 1, asked.Count);
        Assert.Equal(
            reply.Usage!.TotalTokens,
            (int)Connection.TokensUsed);
    }

    [Fact]
    public async Task Parts_of_an_English_prompt_have_English_words()
    {
        LongChat chat = await PlanAsync("What happened?", PartPlannerTests.Log(200), 1_500);
        await AskAsync(chat);
        Assert.Contains("this is part 1 of", Prompts[0], StringComparison.Ordinal);
        Assert.Contains("[Part 1 of", Prompts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_arrays_of_a_schema_are_joined_without_another_request()
    {
        LongChat chat = await PlanAsync(
            "Какие ошибки?", PartPlannerTests.Log(100), 1_500, new ResponseSchema("""{"type":"array","items":{"type":"string"}}"""));
        int parts = chat.Parts.Count;
        Assert.InRange(parts, 2, 20);
        for (int i = 0; i < parts; i++)
            Host.Answers.Add(new ScriptedAnswer(Text: $$"""["общая","ошибка {{i}}"]"""));
        ChatReply reply = (await AskAsync(chat))[^1].Reply!;
        Assert.Equal(parts, Prompts.Count);
        Assert.Equal(["общая", .. Enumerable.Range(0, parts).Select(static i => $"ошибка {i}")], (object[])reply.Value!);
        Assert.Equal(parts + 1, JsonNode.Parse(reply.Text)!.AsArray().Count);
        Assert.Equal(reply.Text, reply.Conversation!.Messages[^1].Content);
        Assert.Equal("Какие ошибки?", reply.Conversation.Messages[^2].Content);
        Assert.Equal((int)Connection.TokensUsed, reply.Usage!.TotalTokens);
    }

    [Fact]
    public async Task A_part_that_fails_is_an_error_of_its_own_and_the_others_are_answered()
    {
        LongChat chat = await PlanAsync("Что случилось?", PartPlannerTests.Log(400), 1_500);
        Host.Answers.Add(new ScriptedAnswer(Text: "первая"));
        Host.Answers.Add(new ScriptedAnswer(Raw: "не JSON"));
        List<LongChatStep> steps = await AskAsync(chat);
        LongChatStep failed = Assert.Single(steps, static step => step.Error is not null);
        Assert.Equal(2, failed.Part!.Number);
        Assert.Null(failed.Part.Text);
        ChatReply reply = steps[^1].Reply!;
        Assert.Equal(2, Assert.Single(reply.Parts, static part => part.Error is not null).Number);
        Assert.DoesNotContain($"[Часть 2 из {chat.Parts.Count}]", Prompts[^1], StringComparison.Ordinal);
        Assert.Contains("первая", Prompts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_about_the_only_part_that_was_answered_can_be_gone_on_from_without_the_material()
    {
        LongChat chat = await PlanAsync("Что случилось?", PartPlannerTests.Log(100), 1_500);
        Host.Answers.Add(new ScriptedAnswer(Text: "первая"));
        for (int i = 1; i < chat.Parts.Count; i++)
            Host.Answers.Add(new ScriptedAnswer(Raw: "не JSON"));
        ChatReply reply = (await AskAsync(chat))[^1].Reply!;
        Assert.Equal("первая", reply.Text);
        Assert.Equal(["Что случилось?", "первая"], reply.Conversation!.Messages.Select(static message => message.Content));
        Assert.Equal("Что случилось?", reply.FindPrompt());
        ChatReply next = await Connection.ChatAsync(
            new ChatRequest { Prompt = "И что дальше?", Conversation = reply.BranchConversation() }, null, Cancellation);
        Assert.Equal(4, next.Conversation!.Messages.Count);
    }

    [Fact]
    public async Task Answers_that_cannot_be_joined_are_not_lost()
    {
        LongChat chat = await PlanAsync("Что случилось?", PartPlannerTests.Log(100), 1_500);
        for (int i = 0; i < chat.Parts.Count; i++)
            Host.Answers.Add(new ScriptedAnswer(Text: i + new string('я', 4_000)));
        LongChatStep last = (await AskAsync(chat))[^1];
        Assert.Equal(GigaChatErrorKind.TooLarge, last.Error!.Kind);
        Assert.Contains("1яяя", last.Reply!.Text, StringComparison.Ordinal);
        Assert.Equal(chat.Parts.Count, last.Reply.Parts.Count);
    }

    [Fact]
    public async Task Several_rounds_join_many_answers()
    {
        LongChat chat = await PlanAsync("Что случилось?", PartPlannerTests.Log(1_000), 1_500);
        int parts = chat.Parts.Count;
        for (int i = 0; i < parts; i++)
            Host.Answers.Add(new ScriptedAnswer(Text: $"ответ {i} " + new string('я', 1_200)));
        List<LongChatStep> steps = await AskAsync(chat, limit: 3);
        Assert.NotNull(steps[^1].Reply);
        Assert.Null(steps[^1].Error);
        Assert.True(Prompts.Count > parts + 1);
        Assert.All(Enumerable.Range(0, parts), i => Assert.Contains(
            Prompts.Skip(parts), prompt => prompt.Contains($"ответ {i} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_that_was_cut_meanwhile_is_an_error()
    {
        bool isFirst = true;
        var material = new LongMaterial(
            new ChatRequest { Prompt = "Что случилось?" },
            _ =>
            {
                string text = PartPlannerTests.Log(isFirst ? 100 : 1);
                isFirst = false;
                return new(new StringReader(text));
            },
            1_500);
        LongChat chat = await LongChat.PlanAsync(material, CountAsync, Cancellation);
        var error = await Assert.ThrowsAsync<GigaChatException>(() => AskAsync(chat));
        Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
    }

    [Fact]
    public async Task Without_room_beside_the_instructions_nothing_is_sent()
    {
        var material = new LongMaterial(
            new ChatRequest { Prompt = "Что?", SystemPrompt = new string('я', 8_000) }, LongMaterial.FromText("много"), 1_000);
        var error = await Assert.ThrowsAsync<GigaChatException>(() => LongChat.PlanAsync(material, CountAsync, Cancellation));
        Assert.Equal(GigaChatErrorKind.TooLarge, error.Kind);
        Assert.Empty(Prompts);
    }

    private async Task<IReadOnlyList<int>> CountAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
        => [.. (await Connection.CountTokensAsync(texts, cancellationToken: cancellationToken)).Select(static count => count.Tokens)];

    private Task<LongChat> PlanAsync(string prompt, string log, int maximum, ResponseSchema? schema = null)
        => LongChat.PlanAsync(
            new LongMaterial(new ChatRequest { Prompt = prompt, Schema = schema }, LongMaterial.FromText(log), maximum),
            CountAsync,
            Cancellation);

    private async Task<List<LongChatStep>> AskAsync(LongChat chat, int limit = 1)
    {
        List<LongChatStep> steps = [];
        await foreach (LongChatStep step in chat.AskAsync(Connection, null, limit, Cancellation))
            steps.Add(step);
        return steps;
    }
}

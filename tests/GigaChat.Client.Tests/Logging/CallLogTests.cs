using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Faults;

namespace GigaChat.Tests.Logging;

public sealed class CallLogTests : ConnectedTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string LogPath => Path.Combine(_folder, "журнал.jsonl");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_request_is_a_line_with_who_what_when_and_at_what_cost()
    {
        GigaChatConnection connection = Connect();
        ChatReply reply = await connection.ChatAsync(new ChatRequest { Prompt = "Привет", Model = "GigaChat-2" }, null, Cancellation);
        await connection.EmbedAsync(["Привет"], null, null, Cancellation);
        await connection.GetModelsAsync(null, Cancellation);

        JsonNode[] lines = ReadLines();
        Assert.Equal(
            ["/v1/chat/completions", "/v1/embeddings", "/v1/models"], lines.Select(static line => (string?)line["path"]));
        JsonNode chat = lines[0];
        Assert.Equal(
            ("Default", Environment.UserName, "POST", "v1", 200, 1, "GigaChat-2"),
            ((string?)chat["connection"], (string?)chat["user"], (string?)chat["method"], (string?)chat["version"], (int)chat["status"]!,
                (int)chat["attempts"]!, (string?)chat["model"]));
        Assert.Equal((reply.RequestId, reply.SessionId), ((string?)chat["requestId"], (string?)chat["sessionId"]));
        Assert.Equal(
            (reply.Usage!.PromptTokens, reply.Usage.CompletionTokens, reply.Usage.CachedTokens, reply.Usage.TotalTokens),
            ((int)chat["promptTokens"]!, (int)chat["completionTokens"]!, (int)chat["cachedTokens"]!, (int)chat["totalTokens"]!));
        Assert.InRange((DateTime.UtcNow - (DateTime)chat["time"]!).TotalMinutes, -1, 5);
        Assert.True((double)chat["milliseconds"]! > 0);
        Assert.True((int)lines[1]["embeddingTokens"]! > 0);
        Assert.All(lines, static line => Assert.True(line["error"] is null && line["request"] is null && line["response"] is null));
    }

    [Fact]
    public async Task A_failure_is_a_line_with_the_id_of_its_error_and_its_attempts()
    {
        GigaChatConnection connection = Connect(static options => options with
        {
            MaximumRetryCount = 2, RetryInterval = TimeSpan.FromMilliseconds(1),
        });
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.Chat, Times: 3, Status: 503));
        await Assert.ThrowsAsync<GigaChatException>(() => connection.ChatAsync(new ChatRequest { Prompt = "Да?" }, null, Cancellation));
        JsonNode line = Assert.Single(ReadLines());
        Assert.Equal((503, 3, "GigaChatServerError"), ((int)line["status"]!, (int)line["attempts"]!, (string?)line["error"]));
    }

    [Fact]
    public async Task A_stream_is_one_line_also_where_it_breaks_or_is_left()
    {
        GigaChatConnection connection = Connect(static options => options with { LogBodies = true });
        Host.Answers.Add("Привет, мир", chunks: 4);
        await foreach (ChatChunk _ in connection.StreamChatAsync(new ChatRequest { Prompt = "1" }, null, Cancellation))
        {
            // To the end.
        }
        Host.Answers.Add("Привет, мир", chunks: 4);
        await foreach (ChatChunk _ in connection.StreamChatAsync(new ChatRequest { Prompt = "2" }, null, Cancellation))
            break;
        Host.Faults.Add(new Fault(FaultKind.CutStream, FaultTarget.Stream, AfterChunks: 2));
        await Assert.ThrowsAsync<ChatException>(async () =>
        {
            await foreach (ChatChunk _ in connection.StreamChatAsync(new ChatRequest { Prompt = "3" }, null, Cancellation))
            {
                // Up to the break.
            }
        });
        JsonNode[] lines = ReadLines();
        Assert.Equal([null, "Canceled", "GigaChatResponseInvalid"], lines.Select(static line => (string?)line["error"]));
        Assert.Equal("Привет, мир", (string?)lines[0]["response"]);
        Assert.True((int)lines[0]["totalTokens"]! > 0);
        Assert.Equal("1", (string?)lines[0]["request"]!["messages"]![0]!["content"]);
    }

    [Fact]
    public async Task Bodies_are_written_as_they_went_out_masked_and_without_the_token()
    {
        GigaChatConnection connection = Connect(static options => options with
        {
            LogBodies = true, Mask = TextMaskRules.Create(["All"]),
        });
        Host.Answers.Add("Вы [EMAIL_1]");
        ChatReply reply = await connection.ChatAsync(new ChatRequest { Prompt = "Я ivan@example.ru" }, null, Cancellation);
        Assert.Equal("Вы ivan@example.ru", reply.Text);
        JsonNode line = Assert.Single(ReadLines());
        Assert.Equal("Я [EMAIL_1]", (string?)line["request"]!["messages"]![0]!["content"]);
        Assert.Equal("Вы [EMAIL_1]", (string?)line["response"]!["choices"]![0]!["message"]!["content"]);
        string text = await File.ReadAllTextAsync(LogPath, Cancellation);
        Assert.DoesNotContain("ivan@", text, StringComparison.Ordinal);
        Assert.DoesNotContain(EmulatorAccount.Personal.AuthorizationKey, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_keeps_requests_from_being_sent()
    {
        GigaChatConnection connection = Connect();
        File.Delete(LogPath);
        Directory.CreateDirectory(LogPath);
        int sent = Host.Requests.All.Count;
        GigaChatException error = await Assert.ThrowsAsync<GigaChatException>(
            () => connection.ChatAsync(new ChatRequest { Prompt = "Да?" }, null, Cancellation));
        Assert.Equal((GigaChatErrorKind.FileNotWritten, "LogNotWritable"), (error.Kind, error.Detail));
        Assert.DoesNotContain(
            Host.Requests.All.Skip(sent), static request => request.Path.EndsWith("completions", StringComparison.Ordinal));
        Assert.Equal("LogNotWritable", Assert.Throws<GigaChatException>(() => Connect()).Detail);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_new_log_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no permissions of this kind.");
        Connect();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LogPath));
    }

    [Fact]
    public async Task Writers_do_not_tear_each_others_lines()
    {
        // Objects of their own, as processes have them: what they share is the file alone.
        string filler = new('я', 20_000);
        await Parallel.ForAsync(0, 8, Cancellation, async (writer, token) =>
        {
            for (int i = 0; i < 50; i++)
            {
                var log = new GigaChat.Logging.CallLog(LogPath, "Default", withBodies: false);
                using GigaChat.Logging.IAppendOnlyFile file = log.Open();
                log.Append(file, System.Text.Encoding.UTF8.GetBytes($"{{\"writer\":{writer},\"line\":{i},\"text\":\"{filler}\"}}\n"));
                await Task.Yield();
            }
        });
        JsonNode[] lines = ReadLines();
        Assert.Equal(400, lines.Length);
        foreach (IGrouping<int, JsonNode> writer in lines.GroupBy(static line => (int)line["writer"]!))
            Assert.Equal(Enumerable.Range(0, 50), writer.Select(static line => (int)line["line"]!));
    }

    [Fact]
    public async Task A_budget_that_is_spent_keeps_requests_from_being_sent_but_not_those_that_cost_nothing()
    {
        GigaChatConnection connection = NewConnection(static options => options with { TokenBudget = 5 });
        Assert.Equal((5, 5), (connection.TokenBudget!.Value, connection.TokensLeft!.Value));
        await connection.ChatAsync(new ChatRequest { Prompt = "Привет, как дела сегодня в Москве?" }, null, Cancellation);
        Assert.True(connection.TokensUsed >= 5);
        Assert.Equal(0, connection.TokensLeft);
        int sent = Host.Requests.All.Count;
        foreach (Func<Task> call in (Func<Task>[])
        [
            () => connection.ChatAsync(new ChatRequest { Prompt = "Ещё" }, null, Cancellation),
            () => connection.EmbedAsync(["Ещё"], null, null, Cancellation),
            async () =>
            {
                await foreach (ChatChunk _ in connection.StreamChatAsync(new ChatRequest { Prompt = "Ещё" }, null, Cancellation))
                    Assert.Fail("Nothing may come.");
            },
        ])
        {
            GigaChatException error = await Assert.ThrowsAsync<GigaChatException>(call);
            Assert.Equal((GigaChatErrorKind.BudgetExceeded, "BudgetExceeded"), (error.Kind, error.Detail));
        }
        Assert.Equal(sent, Host.Requests.All.Count);
        Assert.NotEmpty(await connection.GetModelsAsync(null, Cancellation));
    }

    private GigaChatConnection Connect(Func<GigaChatOptions, GigaChatOptions>? change = null)
        => NewConnection(options => (change?.Invoke(options) ?? options) with { LogPath = LogPath });

    private JsonNode[] ReadLines() => [.. File.ReadAllLines(LogPath).Select(static line => JsonNode.Parse(line)!)];
}

using System.Text;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Chat;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class StreamTests : EmulatorTest
{
    private static readonly string Streamed = Question(more: "\"stream\":true,");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Fact]
    public async Task Events_are_the_service_s()
    {
        Host.Answers.Add("раз, два", chunks: 2);
        using var response = await ChatAsync(Streamed);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());

        var events = await EventsAsync(response);
        var created = (long)JsonNode.Parse(events[0])!["created"]!;
        string tail = $$""" "created":{{created}},"model":"GigaChat:2.0.28.2","object":"chat.completion" """.Trim();
        Assert.Equal(
            [
                $$"""{"choices":[{"delta":{"content":"раз,","role":"assistant"},"index":0}],{{tail}}}""",
                $$"""{"choices":[{"delta":{"content":" два"},"index":0}],{{tail}}}""",
                $$"""{"choices":[{"delta":{"content":""},"index":0,"finish_reason":"stop"}],"""
                    + $$"""{{tail}},"usage":{"prompt_tokens":2,"completion_tokens":2,"total_tokens":4,"precached_prompt_tokens":0}""" + "}",
                "[DONE]",
            ],
            events);
    }

    [Fact]
    public async Task Chunks_never_divide_a_character()
    {
        var text = string.Concat(Enumerable.Repeat("😀я", 50));
        foreach (var chunks in new[] { 1, 3, 99, 150, 400 })
        {
            Host.Answers.Add(text, chunks);
            using var response = await ChatAsync(Streamed);
            var events = await EventsAsync(response);
            Assert.Equal(chunks + 2, events.Count);
            Assert.Equal(text, Text(events));
            Assert.DoesNotContain("\uFFFD", string.Concat(events), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reasoning_comes_first()
    {
        Host.Answers.Add(new ScriptedAnswer("да", Reasoning: "думаю", FinishReason: "length"));
        using var response = await ChatAsync(Streamed);
        var events = await EventsAsync(response);
        Assert.Contains("""{"delta":{"reasoning_content":"думаю","role":"assistant"}""", events[0], StringComparison.Ordinal);
        Assert.Contains("""{"delta":{"content":"да"}""", events[1], StringComparison.Ordinal);
        Assert.Contains("\"finish_reason\":\"length\"", events[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pieces_may_end_inside_a_character_and_an_event()
    {
        Host.Settings.SplitUtf8 = true;
        Host.Answers.Add("Привет, 😀!", chunks: 2);
        using var response = await Http.SendAsync(
            PostRequest("/chat/completions", Streamed), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        var buffer = new byte[4096];
        var all = new List<byte>();
        var inside = 0;
        while (await stream.ReadAsync(buffer, Cancellation) is var length and > 0)
        {
            all.AddRange(buffer[..length]);
            if (buffer[length - 1] >= 0xC0)
                inside++;
        }

        Assert.True(inside > 0, "no piece ended inside a character");
        var events = Encoding.UTF8.GetString([.. all]).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line["data: ".Length..]);
        Assert.Equal("Привет, 😀!", Text([.. events]));
    }

    [Fact]
    public async Task The_first_chunk_does_not_wait_for_the_others()
    {
        Host.Answers.Add(new ScriptedAnswer("один два", Chunks: 2, ChunkDelayMs: 60_000));
        using var response = await Http.SendAsync(
            PostRequest("/chat/completions", Streamed), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        Assert.Contains("один", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(1, Host.State.InFlight);
        response.Dispose();

        await Host.WaitAsync(state => state.InFlight == 0, cancellationToken: Cancellation);
        var request = Assert.Single(Host.Requests.All);
        Assert.True(request.Aborted);
        Assert.False(request.Finished);
        Assert.Equal(1, Host.State.ChunksSent);
    }

    [Fact]
    public async Task Twenty_thousand_chunks_are_no_trouble()
    {
        Host.Answers.Add(new string('я', 40_000), chunks: 20_000);
        using var response = await ChatAsync(Streamed);
        Assert.Equal(20_002, (await EventsAsync(response)).Count);
        Assert.Equal(20_000, Host.State.ChunksSent);
        Assert.True(Assert.Single(Host.Requests.All).Finished);
    }

    private static string Text(IReadOnlyList<string> events) => string.Concat(
        events.SkipLast(1).Select(data => (string?)JsonNode.Parse(data)!["choices"]![0]!["delta"]!["content"]));
}

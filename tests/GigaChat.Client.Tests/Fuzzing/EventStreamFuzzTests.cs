using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using GigaChat.Chat.V1;
using GigaChat.Http;
using GigaChat.Tests.Http;

namespace GigaChat.Tests.Fuzzing;

/// <summary>From the bytes of an event stream to pieces and a reply.</summary>
public sealed class EventStreamFuzzTests : IDisposable
{
    private const string Last
        = """{"choices":[{"delta":{"content":"","functions_state_id":"0"},"index":0,"finish_reason":"stop"}]"""
            + ""","model":"GigaChat:1","usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""";
    private const string Call
        = """{"choices":[{"delta":{"content":"","function_call":{"name":"f","arguments":{"a":"б"}}},"index":0"""
            + ""","finish_reason":"function_call"}],"model":"GigaChat:1"}""";
    private const string Noise
        = """{"choices":[{"delta":{"role":"function_in_progress","content":"{\"timing\":9}","name":"text2image"},"index":0}]"""
            + ""","model":"GigaChat:1"}""";
    private static readonly string[] LineEnds = ["\n", "\r\n", "\r"];

    private readonly CannedServer _server = new();

    public void Dispose() => _server.Dispose();

    private static Gen<Scene> Scenes { get; } =
        from pieces in Mutations.Text("аБё🙂\"\\ \n\r\t{}[]:,data: DONE\u2028\u0001", 12).ListOf()
        from end in Gen.Elements(LineEnds)
        from mark in Gen.Elements("", "\uFEFF")
        from gap in Gen.Elements(" ", "")
        from between in Gen.Elements("", ": alive", "event: message", "id: 1", "retry: 5", "unknown")
        from sizes in Gen.Choose(1, 40).ListOf()
        from wide in Gen.Elements(true, false)
        from cut in Gen.Choose(0, int.MaxValue - 1)
        select new Scene([.. pieces.Take(12).Select(Repaired)], end, mark, gap, between, [.. sizes.Take(20)], wide, cut);

    [Fact]
    public void However_a_stream_is_dressed_and_split_the_pieces_are_the_same()
        => Fuzz.Run("event streams, dressed and split", 250, Scenes, async scene =>
        {
            (List<string> pieces, ChatStreamAccumulator answer) = await ReadAsync(scene.ToBytes(), scene.Sizes);
            Assert.Equal(scene.Pieces.Where(static piece => piece.Length > 0), pieces);
            Assert.Equal(string.Concat(scene.Pieces), answer.Text);
            Assert.Equal(("stop", 3), (answer.FinishReason, answer.Usage?.TotalTokens));
        });

    [Fact]
    public void Of_a_stream_cut_anywhere_the_beginning_is_kept()
    {
        using GigaChatConnection connection = _server.Connect();
        Fuzz.Run("event streams, cut", 150, Scenes, async scene =>
        {
            byte[] whole = scene.ToBytes();
            byte[] cut = whole[..(scene.Cut % whole.Length)];
            _server.Stream(Split(cut, scene.Sizes), whole: scene.Cut % 2 == 0);
            Outcome result = await AskAsync(connection);
            // What is cut behind the last event is whole.
            Assert.Equal(result.Error is null, result.Reply is not null);
            Assert.StartsWith(result.Text, string.Concat(scene.Pieces), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Garbled_streams_are_errors_of_ours_and_lose_nothing_that_was_shown()
    {
        using GigaChatConnection connection = _server.Connect();
        string[] good =
        [
            .. LineEnds.Select(static end => Compose(["При", "вет"], end)),
            Events(["""{"choices":[{"delta":{"content":"раз","role":"assistant"},"index":0}],"model":"GigaChat:1"}""", Noise, Call,
                "[DONE]"]),
            Events([Last, "[DONE]", """{"choices":[{"delta":{"content":"позже"}}]}"""]),
        ];
        Gen<(Bytes, int[])> streams =
            from body in Gen.OneOf(Mutations.Json(good), Mutations.Any([.. good.Select(Encoding.UTF8.GetBytes)]))
            from sizes in Gen.Choose(1, 60).ListOf()
            select (body, sizes.ToArray());
        Fuzz.Run("event streams, garbled", 250, streams, async input =>
        {
            (Bytes body, int[] sizes) = input;
            _server.Stream(Split(body.Value, sizes));
            Outcome result = await AskAsync(connection);
            Assert.True(result.Error is not null || result.Reply is not null);
            if (result.Reply is { } reply)
                Assert.Equal(reply.Text, result.Text);
        }, [.. Nasty.Select(static text => (text, Array.Empty<int>()))]);
    }

    [Fact]
    public void A_huge_line_ends()
    {
        using GigaChatConnection connection = _server.Connect();
        string text = new('ы', 2_000_000);
        Fuzz.Run("event streams, huge lines", 1, Gen.Elements(1_000_000, 16_384), async size =>
        {
            _server.Stream(Split(Encoding.UTF8.GetBytes(Compose([text], "\n")), [size, size]));
            Outcome result = await AskAsync(connection);
            Assert.Null(result.Error);
            Assert.Equal(text, result.Reply!.Text);
        });
    }

    private static IEnumerable<Bytes> Nasty =>
    [
        .. new[]
        {
            "", "\n", "data:", "data:\n\n", "data: \n\n", "data: null\n\n", "data: [DONE]\n\n", "data:[DONE]", "data: {}\n\n",
            "data: []\n\n", "data: [DONE] \n\n", "data: [done]\n\n",
            "data: {\"choices\":[]}\n\n", "data: {\"choices\":[null]}\n\ndata: [DONE]\n\n",
            "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n", "{\"choices\":[]}", "<html>",
            "data: {\"choices\":[{\"delta\":{\"content\":\"\\ud800\"}}]}\n\n",
            "data: {\"choices\":[{\"delta\":{\"function_call\":{\"name\":\"f\",\"arguments\":{\"a\":\"\\ud800\"}}},"
                + "\"finish_reason\":\"function_call\"}]}\n\n",
            "event: error\ndata: {\"status\":500,\"message\":\"oops\"}\n\n", "data: {\"choices\":[{\"delta\":{\"content\":1}}]}\n\n",
            "\uFEFF\uFEFFdata: [DONE]\n\n", "data: " + new string('[', 5000) + "\n\n",
        }.Select(Bytes.Of),
        new([.. "data: {\"choices\":[{\"delta\":{\"content\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}}]}\n\n"u8]),
        new([0]), new([0xFF, 0xFE]), new([.. "data: "u8, 0xD0]),
    ];

    private static async Task<Outcome> AskAsync(GigaChatConnection connection)
    {
        var text = new StringBuilder();
        ChatReply? reply = null;
        GigaChatException? error = await Fuzz.OursAsync(async () =>
        {
            int index = 0;
            await foreach (ChatChunk chunk in connection.StreamChatAsync(new ChatRequest { Prompt = "?" }))
            {
                Assert.Equal(index++, chunk.Index);
                text.Append(chunk.Text);
                reply = chunk.Reply;
            }
        });
        if ((error as ChatException)?.PartialReply is { } partial)
            Assert.Equal(text.ToString(), partial.Text);
        else if (error is not null)
            Assert.True(text.Length == 0 || error.Message.Contains("call", StringComparison.OrdinalIgnoreCase), error.Message);
        return new Outcome(text.ToString(), reply, error);
    }

    // The way of the bytes without the network, which would join what was split.
    private static async Task<(List<string> Pieces, ChatStreamAccumulator Answer)> ReadAsync(byte[] bytes, IReadOnlyList<int> sizes)
    {
        using var source = new PieceStream(Split(bytes, sizes));
        using var content = new StreamContent(source);
        using StreamedContent streamed = await StreamedContent.StartAsync(
            content, TimeSpan.FromSeconds(20), int.MaxValue, CancellationToken.None);
        ConcurrencyGate.Place place = await new ConcurrencyGate(1, new UseCounter()).EnterAsync(throttle: null, CancellationToken.None);
        using var stream = new EventStream(
            await streamed.ReadAsStreamAsync(), new HttpResponseMessage(), place, new ConnectionUsage(), CancellationToken.None);
        var answer = new ChatStreamAccumulator();
        List<string> pieces = [];
        await foreach (SseItem<object?> item in stream.ReadAsync(answer.ParseEvent, CancellationToken.None))
        {
            if (item.Data is null)
                break;
            if (answer.Append(item.Data) is { Length: > 0 } text)
                pieces.Add(text);
        }
        return (pieces, answer);
    }

    private static string Compose(
        IEnumerable<string> pieces, string end, string mark = "", string gap = " ", string between = "", bool wide = false)
    {
        IEnumerable<string> events = pieces
            .Select(static piece =>
                $$$"""{"choices":[{"delta":{"content":{{{JsonSerializer.Serialize(piece)}}},"role":"assistant"},"index":0}]"""
                + ""","created":1,"model":"GigaChat:1","object":"chat.completion"}""")
            .Append(Last);
        // A line may be cut between two tokens: the lines of an event are joined again.
        if (wide)
            events = events.Select(e => e.Replace(",\"model\"", $",{end}data:{gap}\"model\"", StringComparison.Ordinal));
        string lines = between.Length == 0 ? "" : between + end;
        return mark + string.Concat(events.Append("[DONE]").Select(e => $"{lines}data:{gap}{e}{end}{end}"));
    }

    private static string Events(IEnumerable<string> events) => string.Concat(events.Select(static e => $"data: {e}\n\n"));

    private static IEnumerable<byte[]> Split(byte[] bytes, IReadOnlyList<int> sizes)
    {
        int at = 0;
        for (int i = 0; at < bytes.Length; i++)
        {
            int size = sizes.Count == 0 ? bytes.Length : sizes[i % sizes.Count];
            yield return bytes[at..Math.Min(bytes.Length, at + size)];
            at += size;
        }
    }

    // The generator may cut a pair of surrogates in two, which no service sends.
    private static string Repaired(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private sealed record Outcome(string Text, ChatReply? Reply, GigaChatException? Error);

    private sealed record Scene(
        IReadOnlyList<string> Pieces, string End, string Mark, string Gap, string Between, IReadOnlyList<int> Sizes, bool Wide, int Cut)
    {
        public byte[] ToBytes() => Encoding.UTF8.GetBytes(Compose(Pieces, End, Mark, Gap, Between, Wide));

        public override string ToString()
            => $"{Bytes.Escape(Encoding.Latin1.GetString(ToBytes()))} in pieces of {string.Join(' ', Sizes)}, cut {Cut}";
    }

    private sealed class PieceStream(IEnumerable<byte[]> pieces) : MemoryStream
    {
        private readonly Queue<byte[]> _pieces = new(pieces);
        private ReadOnlyMemory<byte> _rest;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_rest.IsEmpty && _pieces.TryDequeue(out byte[]? piece))
                _rest = piece;
            int length = Math.Min(buffer.Length, _rest.Length);
            _rest[..length].CopyTo(buffer);
            _rest = _rest[length..];
            return ValueTask.FromResult(length);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}

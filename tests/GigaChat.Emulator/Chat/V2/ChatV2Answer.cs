using System.Buffers;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>What a request of version 2 is answered, before it is written whole or as events.</summary>
internal sealed class ChatV2Answer
{
    // The suffix of the recorded answers.
    private const string ModelVersion = ":32.3.18.5";

    private static readonly ScriptedSource[] FoundPages =
    [
        new("Первая страница о предмете", "https://example.com/новости/1"), new("Second page", "https://example.org/2?q=a&b=c"),
    ];

    public required string Model { get; init; }

    public required string Text { get; init; }

    public string? Reasoning { get; init; }

    public required string FinishReason { get; init; }

    public required IReadOnlyList<FunctionCallV2> Calls { get; init; }

    /// <summary>Built-in tools that were used.</summary>
    public required IReadOnlyList<string> Tools { get; init; }

    public required IReadOnlyList<ScriptedSource> Sources { get; init; }

    public required IReadOnlyList<AnswerFile> Files { get; init; }

    public required int InputTokens { get; init; }

    public required int CachedTokens { get; init; }

    public int? Chunks { get; init; }

    public required int ChunkDelayMs { get; init; }

    public string? ThreadId { get; init; }

    public string? MessageId { get; init; }

    public int TopLogprobs { get; init; }

    public long Created { get; } = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    /// <summary>Comes after calls of functions and after built-in tools (CAS).</summary>
    public string? StateId { get; init; }

    public static ChatV2Answer Make(ChatV2Request request, ScriptedAnswer? script, Exchange exchange, EmulatorCore core, int cachedTokens)
    {
        var calls = CallChoice.Make(request, script);
        var tools = calls.Count > 0 ? [] : script is not null ? script.Tools ?? [] : BuiltInTools.UsedFor(request.Tools, request.Question);
        var sources = script is not null ? script.Sources ?? [] : tools.Contains(BuiltInTools.WebSearch) ? FoundPages : [];
        var text = script?.Text ?? (calls.Count > 0 ? "" : Echo(request, core.Settings.EchoLength, sources.Count));
        var limit = (long)(request.Options.MaxTokens ?? int.MaxValue) * Tokens.Length;
        var cut = text.Length > limit;
        var size = request.Messages.Sum(message => Tokens.Count(message.ToNeutral().Content));
        return new()
        {
            Model = request.Model + ModelVersion,
            Text = cut ? ChatAnswer.Cut(text, (int)limit) : text,
            Reasoning = script?.Reasoning ?? (request.Options.Reasons && script is null ? "Сначала подумаю." : null),
            // A built-in tool ends with "stop" (CAS, JARVIS), not with "function_call", as SPEC has it.
            FinishReason = script?.FinishReason ?? (cut ? "length" : calls.Count > 0 ? "function_call" : "stop"),
            Calls = calls,
            Tools = tools,
            Sources = sources,
            Files = MakeFiles(script, tools, exchange, core),
            InputTokens = size - cachedTokens,
            CachedTokens = cachedTokens,
            Chunks = script?.Chunks,
            ChunkDelayMs = script?.ChunkDelayMs ?? core.Settings.ChunkDelayMs,
            ThreadId = request.Thread?.Id,
            MessageId = request.Thread is null ? null : Guid.NewGuid().ToString(),
            // By agreement: a personal account has none.
            TopLogprobs = exchange.Account.Concurrency > 1 ? request.Options.TopLogprobs ?? 0 : 0,
            StateId = calls.Count > 0 || tools.Count > 0 ? Guid.NewGuid().ToString() : null,
        };
    }

    /// <summary>The answer as a message of the thread that it belongs to.</summary>
    public ChatV2Message ToMessage() => new("assistant", Text) { Calls = Calls, StateId = StateId };

    public void WriteWhole(IBufferWriter<byte> output)
    {
        output.WriteText($"{{\"model\":\"{Model}\",\"created_at\":{Created},\"messages\":[");
        if (Reasoning is { } thoughts)
        {
            output.Write("""{"role":"reasoning","content":["""u8);
            ChatV2Parts.WriteText(output, thoughts);
            output.Write("]},"u8);
        }

        output.Write("{\"role\":\"assistant\""u8);
        WriteStateId(output);
        output.Write(",\"content\":["u8);
        ChatV2Parts.WriteAll(output, this);
        output.Write("]}]"u8);
        WriteEnd(output, withUsage: true);
    }

    /// <summary>What comes after the messages, the closing brace included.</summary>
    public void WriteEnd(IBufferWriter<byte> output, bool withUsage)
    {
        output.Write(",\"finish_reason\":"u8);
        output.WriteJsonString(FinishReason);
        if (withUsage)
        {
            var spoken = Tokens.Count(Text) + Tokens.Count(Reasoning ?? "") + Calls.Sum(call => Tokens.Count(call.Arguments));
            output.WriteText($",\"usage\":{{\"input_tokens\":{InputTokens},\"input_tokens_details\":{{\"prompt_tokens\":{InputTokens},");
            output.WriteText($"\"cached_tokens\":{CachedTokens}}},\"output_tokens\":{spoken},\"total_tokens\":{InputTokens + spoken}}}");
        }

        if (ThreadId is not null)
            output.WriteText($",\"thread_id\":\"{ThreadId}\",\"message_id\":\"{MessageId}\"");
        output.Write("}"u8);
    }

    public void WriteStateId(IBufferWriter<byte> output)
    {
        if (StateId is not null)
            output.WriteText($",\"tool_state_id\":\"{StateId}\"");
    }

    private static IReadOnlyList<AnswerFile> MakeFiles(
        ScriptedAnswer? script, IReadOnlyList<string> tools, Exchange exchange, EmulatorCore core)
    {
        IEnumerable<string> types = script?.Files ?? (tools.Contains(BuiltInTools.ImageGenerate) && script is null ? ["image/jpeg"] : []);
        return [.. types.Select(type => new AnswerFile(core.Files.Make(exchange, type).Id, type))];
    }

    private static string Echo(ChatV2Request request, int length, int sources)
    {
        var last = request.Messages[^1];
        var echo = last.Results.Count > 0
            ? string.Join("; ", last.Results.Select(result => $"Результат {result.Name}: " + ChatAnswer.Cut(result.Json, length)))
            : "Эхо: " + ChatAnswer.Cut(request.Question, length);
        if (sources > 0)
            echo += $" [sources=[{string.Join(", ", Enumerable.Range(1, sources))}]]";
        return request.Options.Schema is { } schema ? SchemaSample.Make(schema, echo)
            : request.Options.Pattern is { } pattern ? PatternSample.Make(pattern) : echo;
    }
}

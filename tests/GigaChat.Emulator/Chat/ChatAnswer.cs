using System.Buffers;
using GigaChat.Emulator.Functions;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat;

/// <summary>What a chat request is answered, before it is written whole or in chunks.</summary>
internal sealed class ChatAnswer
{
    // The suffix the recorded answers show.
    private const string ModelVersion = ":2.0.28.2";

    public required string Model { get; init; }

    public required string Text { get; init; }

    public required string FinishReason { get; init; }

    public string? Reasoning { get; init; }

    public EmulatedCall? Call { get; init; }

    public int? Chunks { get; init; }

    public required int ChunkDelayMs { get; init; }

    /// <summary>Without the cached ones.</summary>
    public required int PromptTokens { get; init; }

    public required int CachedTokens { get; init; }

    public required long Created { get; init; }

    public static ChatAnswer Make(ChatRequest request, ScriptedAnswer? script, EmulatorCore core, int cachedTokens)
    {
        var settings = core.Settings;
        var call = EmulatedCall.Make(request, script, settings);
        if (call is not null)
            core.FunctionStates.Add(call.StateId, call.Planned);
        var text = script?.Text ?? (call is not null ? "" : null) ?? Echo(request, settings.EchoLength);
        var limit = (long)(request.MaxTokens ?? int.MaxValue) * Tokens.Length;
        var cut = text.Length > limit;
        return new()
        {
            Model = request.Model + ModelVersion,
            Text = cut ? Cut(text, (int)limit) : text,
            FinishReason = script?.FinishReason ?? (cut ? "length" : call is not null ? "function_call" : "stop"),
            Call = call,
            Reasoning = script?.Reasoning,
            Chunks = script?.Chunks,
            ChunkDelayMs = script?.ChunkDelayMs ?? settings.ChunkDelayMs,
            // What the session found in the cache is counted apart, and not billed (captures: chat_simple, JARVIS, G2G-NEW).
            PromptTokens = request.PromptTokens - cachedTokens,
            CachedTokens = cachedTokens,
            Created = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        };
    }

    public void WriteWhole(IBufferWriter<byte> output)
    {
        output.Write("""{"choices":[{"message":{"content":"""u8);
        output.WriteJsonString(Text);
        output.Write(",\"role\":\"assistant\""u8);
        if (Reasoning is not null)
        {
            output.Write(""","reasoning_content":"""u8);
            output.WriteJsonString(Reasoning);
        }

        Call?.Write(output);
        output.Write("""},"index":0,"finish_reason":"""u8);
        output.WriteJsonString(FinishReason);
        output.Write("}]"u8);
        WriteTail(output, withUsage: true);
    }

    /// <summary>What follows the choices, the closing brace included.</summary>
    public void WriteTail(IBufferWriter<byte> output, bool withUsage)
    {
        output.WriteText($",\"created\":{Created},\"model\":\"{Model}\",\"object\":\"chat.completion\"");
        if (withUsage)
        {
            var completion = Tokens.Count(Text) + Tokens.Count(Reasoning ?? "") + Tokens.Count(Call?.Arguments ?? "");
            output.WriteText($",\"usage\":{{\"prompt_tokens\":{PromptTokens},\"completion_tokens\":{completion},");
            output.WriteText($"\"total_tokens\":{PromptTokens + completion},\"precached_prompt_tokens\":{CachedTokens}}}");
        }

        output.Write("}"u8);
    }

    private static string Echo(ChatRequest request, int length)
    {
        var echo = request.Messages[^1] is { Role: "function" } result
            ? $"Результат {result.Name}: " + Cut(result.Content, length)
            : "Эхо: " + Cut(request.Question, length);
        return request.Schema is { } schema ? SchemaSample.Make(schema, echo) : echo;
    }

    /// <summary>The beginning of the text, without half a surrogate pair at its end.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}

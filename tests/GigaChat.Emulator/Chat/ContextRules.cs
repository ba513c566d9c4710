using System.Text.Json;
using GigaChat.Emulator.Control;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Models;

namespace GigaChat.Emulator.Chat;

/// <summary>How much a request may hold: messages, calls, functions and schema together, by the emulator's own count of tokens.</summary>
internal static class ContextRules
{
    /// <exception cref="Refusal">422 when it is more than the model's limit, or than the settings' where they name one.</exception>
    public static void Check(JsonElement json, EmulatorModel model, IReadOnlyList<ChatMessage> messages, EmulatorSettings settings)
    {
        var tokens = messages.Sum(message => Tokens.Count(message.Content))
            + Count(json.Optional("functions")) + Count(json.Optional("response_format")?.Optional("schema"))
            + json.Optional("messages")!.Value.EnumerateArray().Sum(message => Count(message.Optional("function_call")));
        Check(tokens, model, settings);
    }

    /// <inheritdoc cref="Check(JsonElement, EmulatorModel, IReadOnlyList{ChatMessage}, EmulatorSettings)"/>
    public static void Check(int tokens, EmulatorModel model, EmulatorSettings settings)
    {
        var limit = settings.ContextTokens > 0 ? settings.ContextTokens : model.MaxTokens;
        if (tokens <= limit)
            return;
        throw settings.ContextRefusal == ContextRefusal.Sentence
            ? Refusal.Invalid($"context is too long: {tokens} tokens, maximum is {limit}")
            : new Refusal(422, $"CONTEXT_TOO_LONG: context too long {tokens}, maximum allowed context is {limit}");
    }

    private static int Count(JsonElement? json) => json is { } value ? Tokens.Count(value.GetRawText()) : 0;
}

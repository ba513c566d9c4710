using GigaChat.Emulator.Functions;

namespace GigaChat.Emulator.Chat;

/// <summary>The answer to the next chat request, whatever it asks.</summary>
/// <param name="Text">Text of the answer; null for the usual echo.</param>
/// <param name="FinishReason"><c>stop</c>, or <c>length</c> when <c>max_tokens</c> cuts the text, unless given.</param>
/// <param name="Reasoning">Sent as <c>reasoning_content</c>.</param>
/// <param name="Chunks">Chunks the text of a stream comes in; by the chunk length of the settings otherwise.</param>
/// <param name="ChunkDelayMs">Pause in milliseconds before each chunk but the first, instead of the one in the settings.</param>
/// <param name="FunctionCall">Calls a function instead of answering.</param>
/// <param name="Times">How many requests it answers.</param>
public sealed record ScriptedAnswer(
    string? Text = null,
    string? FinishReason = null,
    string? Reasoning = null,
    int? Chunks = null,
    int? ChunkDelayMs = null,
    ScriptedCall? FunctionCall = null,
    int Times = 1);

using GigaChat.Emulator.Functions;

namespace GigaChat.Emulator.Chat;

/// <summary>The answer to the next chat request, whatever it asks.</summary>
/// <param name="Text">Text of the answer; null for the usual echo.</param>
/// <param name="FinishReason"><c>stop</c>, or <c>length</c> when <c>max_tokens</c> cuts the text, unless given.</param>
/// <param name="Reasoning">Sent as <c>reasoning_content</c>.</param>
/// <param name="Chunks">Chunks the text of a stream comes in; by the chunk length of the settings otherwise.</param>
/// <param name="ChunkDelayMs">Pause in milliseconds before each chunk but the first, instead of the one in the settings.</param>
/// <param name="FunctionCall">Calls a function instead of answering.</param>
/// <param name="FunctionCalls">Calls several functions in one message, which only version 2 of the API can say.</param>
/// <param name="Sources">
/// What a web search found; named in the text by <c>[sources=[1, 2]]</c> where it is the script's own. Version 2.
/// </param>
/// <param name="Tools">Built-in tools that are used on the way to the answer. Version 2.</param>
/// <param name="Files">Media types of files that the answer brings, each made new. Version 2.</param>
/// <param name="Raw">Sent instead of all else, as it is: the body, or all events of a stream.</param>
/// <param name="Times">How many requests it answers.</param>
public sealed record ScriptedAnswer(
    string? Text = null,
    string? FinishReason = null,
    string? Reasoning = null,
    int? Chunks = null,
    int? ChunkDelayMs = null,
    ScriptedCall? FunctionCall = null,
    IReadOnlyList<ScriptedCall>? FunctionCalls = null,
    IReadOnlyList<ScriptedSource>? Sources = null,
    IReadOnlyList<string>? Tools = null,
    IReadOnlyList<string>? Files = null,
    string? Raw = null,
    int Times = 1);

using System.Text;
using GigaChat.Json;

namespace GigaChat;

/// <summary>Puts the pieces of a stream together.</summary>
internal sealed class StreamedAnswer
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();

    public string Text => _text.ToString();

    public string? Reasoning => _reasoning.Length > 0 ? _reasoning.ToString() : null;

    public string? Model { get; private set; }

    public string? FinishReason { get; private set; }

    public ChatUsage? Usage { get; private set; }

    public WireFunctionCall? FunctionCall { get; private set; }

    public string? FunctionsStateId { get; private set; }

    public WireMessage ToMessage() => new() { Content = Text, ReasoningContent = Reasoning, FunctionCall = FunctionCall, FunctionsStateId = FunctionsStateId };

    /// <summary>Takes the next event.</summary>
    /// <returns>Its text, where it has any.</returns>
    public string? Take(ChatAnswer piece)
    {
        Model ??= piece.Model;
        Usage = ChatUsage.From(piece.Usage) ?? Usage;
        if (piece.Choices is not [{ } choice, ..])
            return null;

        FinishReason = choice.FinishReason ?? FinishReason;
        // A call comes whole in one piece.
        FunctionCall = choice.Delta?.FunctionCall ?? FunctionCall;
        FunctionsStateId = choice.Delta?.FunctionsStateId ?? FunctionsStateId;
        _reasoning.Append(choice.Delta?.ReasoningContent);
        // Pieces of another role tell how long a built-in function will take, and are no part of the answer.
        string? text = choice.Delta?.Role is null or ChatMessage.Assistant ? choice.Delta?.Content : null;
        _text.Append(text);
        return text;
    }
}

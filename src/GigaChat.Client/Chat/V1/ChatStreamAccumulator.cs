using System.Text;
using System.Text.Json;
using GigaChat.Core;
using GigaChat.Wire;

namespace GigaChat.Chat.V1;

/// <summary>Puts the deltas of a stream together.</summary>
/// <param name="secrets">Hides what signed in, which a service may send back.</param>
internal sealed class ChatStreamAccumulator(SecretRedactor secrets) : IChatStreamReader
{
    // What the standard calls an event without a name.
    private const string Unnamed = "message";
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();

    public string Text => _text.ToString();

    public string? Reasoning => _reasoning.Length > 0 ? _reasoning.ToString() : null;

    public string? Model { get; private set; }

    public string? FinishReason { get; private set; }

    public ChatUsage? Usage { get; private set; }

    public FunctionCallPayload? FunctionCall { get; private set; }

    public string? FunctionsStateId { get; private set; }

    /// <inheritdoc/>
    public bool HasGrown { get; private set; }

    public bool IsComplete => FinishReason is not null;

    /// <summary>After the last piece comes <c>[DONE]</c>, which is read as well.</summary>
    public bool HasEnded => false;

    /// <summary>Version 1 does not report its tools.</summary>
    public ToolCall? Tool => null;

    /// <inheritdoc/>
    public ReceivedAnswer ToAnswer()
    {
        var message = new MessagePayload
        {
            Content = Text,
            ReasoningContent = Reasoning,
            FunctionCall = FunctionCall,
            FunctionsStateId = FunctionsStateId,
        };
        return MessageV1Mapper.ToAnswer(message) with { Model = Model, FinishReason = FinishReason, Usage = Usage };
    }

    /// <summary>Reads an event; to be taken before the next is read.</summary>
    /// <returns>
    /// Null for the end of the stream; the text of an event that has nothing else; a <see cref="StreamFailure"/>; otherwise all of it,
    /// a <see cref="ChatCompletionsResponse"/>.
    /// </returns>
    public object? ParseEvent(string eventType, ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
            return null;
        if (StreamFailure.IsNamed(eventType))
            return StreamFailure.Read(data, secrets);
        if (Model is not null && TextDeltaReader.TryRead(data, Model, out string? text))
            return text;
        // Version 1 names no events: what has a name is of no concern, unless it is a piece of the answer all the same.
        if (eventType != Unnamed)
            return TryRead(data) ?? new ChatCompletionsResponse();
        object item = StreamFailure.ReadJson(data, ResponseJsonContext.Instance.ChatCompletionsResponse, secrets)
            ?? new ChatCompletionsResponse();
        return item is ChatCompletionsResponse { Choices: not { Count: > 0 }, Usage: null }
            ? StreamFailure.Find(data, secrets) ?? item
            : item;
    }

    private static ChatCompletionsResponse? TryRead(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, ResponseJsonContext.Instance.ChatCompletionsResponse);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Takes what was read.</summary>
    /// <returns>Its text, where it has any.</returns>
    public string? Append(object delta)
    {
        if (delta is StreamFailure failure)
            throw failure.ToException();
        if (delta is not string text)
            return Append((ChatCompletionsResponse)delta);
        _text.Append(text);
        HasGrown = text.Length > 0;
        return text;
    }

    private string? Append(ChatCompletionsResponse answer)
    {
        HasGrown = answer.Choices is [{ } first, ..] && (first.FinishReason is not null || first.Delta is { FunctionCall: not null }
            or { Content.Length: > 0 } or { ReasoningContent.Length: > 0 });
        Model ??= answer.Model;
        Usage = ChatUsage.From(answer.Usage) ?? Usage;
        if (answer.Choices is not [{ } choice, ..])
            return null;

        FinishReason = choice.FinishReason ?? FinishReason;
        // A call comes whole in one delta.
        FunctionCall = choice.Delta?.FunctionCall ?? FunctionCall;
        FunctionsStateId = choice.Delta?.FunctionsStateId ?? FunctionsStateId;
        _reasoning.Append(choice.Delta?.ReasoningContent);
        // Deltas of another role say how long a built-in function will take, and are no part of the answer.
        string? text = choice.Delta?.Role is null or ChatMessage.Assistant ? choice.Delta?.Content : null;
        _text.Append(text);
        return text;
    }
}

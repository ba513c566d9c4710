using System.Text.Json;
using GigaChat.Core;
using GigaChat.Wire;
using GigaChat.Wire.V2;

namespace GigaChat.Chat.V2;

/// <summary>
/// Reads named events. What has <c>messages</c> is a piece of the answer, whatever the event is called; a stream that ends without
/// <c>response.message.done</c> was cut off.
/// </summary>
/// <param name="secrets">Hides what signed in, which a service may send back.</param>
internal sealed class ChatV2StreamReader(SecretRedactor secrets) : IChatStreamReader
{
    private const string Delta = "response.message.delta";
    private const string Done = "response.message.done";
    // What the standard calls an event without a name.
    private const string Unnamed = "message";
    private static readonly object Nothing = new();

    private readonly ChatV2Accumulator _content = new();

    public bool IsComplete { get; private set; }

    public bool HasEnded => IsComplete;

    /// <inheritdoc/>
    public bool HasGrown { get; private set; }

    public string Text => _content.Text;

    public ChatUsage? Usage => _content.Usage;

    public ToolCall? Tool { get; private set; }

    /// <inheritdoc/>
    public object? ParseEvent(string eventType, ReadOnlySpan<byte> data)
    {
        // Not sent (CAS, LIVE, JARVIS, RUBY); one paper of the vendor's has it.
        if (data.SequenceEqual("[DONE]"u8))
            return null;
        if (_content.Model is { } model && eventType != Done && TextDeltaV2Reader.TryRead(data, model, out string? text))
            return text;
        if (StreamFailure.IsNamed(eventType))
            return StreamFailure.Read(data, secrets);
        if (eventType is not (Delta or Done or Unnamed))
            return TryRead(data) is { Messages.Count: > 0 } piece ? new Item(piece, IsLast: false) : Nothing;
        return data.Trim(" \t\r\n"u8).IsEmpty ? new Item(new ChatV2Response(), eventType == Done) : ReadPiece(eventType, data);
    }

    /// <inheritdoc/>
    public string? Append(object item)
    {
        Tool = null;
        HasGrown = item is string or Item { Data: { Messages.Count: > 0 } or { FinishReason: not null } };
        switch (item)
        {
            case string text:
                return _content.Append(text);
            case StreamFailure failure:
                throw failure.ToException();
            case Item { Data: var data, IsLast: var isLast }:
                string shown = _content.Take(data);
                Tool = _content.Tool;
                // An event without a name is the last one where it says why the answer ended.
                if (!isLast && data.FinishReason is null)
                    return shown;
                IsComplete = true;
                return shown + _content.Complete();
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    public ReceivedAnswer ToAnswer() => _content.ToAnswer();

    private object ReadPiece(string eventType, ReadOnlySpan<byte> data)
    {
        object? read = StreamFailure.ReadJson(data, ResponseJsonContext.Instance.ChatV2Response, secrets);
        return read switch
        {
            null => Nothing,
            ChatV2Response { Messages: not { Count: > 0 }, FinishReason: null, Usage: null } when eventType == Unnamed
                && StreamFailure.Find(data, secrets) is { } failure => failure,
            ChatV2Response item => new Item(item, eventType == Done),
            _ => read,
        };
    }

    // An event of another name is a piece of the answer where it has messages, and of no concern otherwise, whatever its data.
    private static ChatV2Response? TryRead(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, ResponseJsonContext.Instance.ChatV2Response);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Item(ChatV2Response Data, bool IsLast);
}

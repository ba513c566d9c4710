namespace GigaChat.Chat;

/// <summary>Puts the events of a streamed answer together.</summary>
internal interface IChatStreamReader
{
    /// <summary>The answer is whole.</summary>
    bool IsComplete { get; }

    /// <summary>Nothing is to be read after the last event that was taken.</summary>
    bool HasEnded { get; }

    /// <summary>The last event brought something: text, thoughts, a tool, a call, an end.</summary>
    bool HasGrown { get; }

    /// <summary>The text so far.</summary>
    string Text { get; }

    ChatUsage? Usage { get; }

    /// <summary>The built-in tool that the last event reported, as it is under way; null where it reported none.</summary>
    ToolCall? Tool { get; }

    /// <summary>Reads an event; to be taken before the next is read.</summary>
    /// <returns>Null for the end of the stream, else what <see cref="Append"/> takes.</returns>
    object? ParseEvent(string eventType, ReadOnlySpan<byte> data);

    /// <summary>Takes what was read.</summary>
    /// <returns>Its text, where it has any.</returns>
    /// <exception cref="GigaChatException">The service says that it failed.</exception>
    string? Append(object item);

    /// <summary>What has come, without what the response's headers say.</summary>
    ReceivedAnswer ToAnswer();
}

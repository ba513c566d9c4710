using GigaChat.Wire.V2;

namespace GigaChat.Chat.V2;

/// <summary>Writes the messages of a conversation in the form of version 2.</summary>
internal static class MessageV2Mapper
{
    /// <summary>The role of results. JARVIS, RUBY and CAS worked with it; only LIVE was answered 400.</summary>
    public const string ToolRole = "tool";

    /// <summary>Results of the calls of one message go as one message.</summary>
    /// <param name="messages">The messages, those of functions right after the calls.</param>
    /// <param name="resultRole">The role of messages with results.</param>
    public static IReadOnlyList<MessageV2Payload> ToPayload(IReadOnlyList<ChatMessage> messages, string resultRole)
    {
        List<MessageV2Payload> payload = [];
        // Of the last calls, where their own do not distinguish them.
        IReadOnlyList<string?> ids = [];
        for (int index = 0; index < messages.Count; index++)
        {
            if (messages[index].Role != ChatMessage.Function)
            {
                payload.Add(ToPayload(messages[index]));
                ids = messages[index].FunctionCalls is { } calls && !CallIds.AreUsable(calls) ? CallIds.Of(calls) : [];
                continue;
            }
            List<ContentPartPayload> results = [];
            for (; index < messages.Count && messages[index].Role == ChatMessage.Function; index++)
                results.Add(NewResult(messages[index], results.Count < ids.Count ? ids[results.Count] : null));
            index--;
            payload.Add(new MessageV2Payload { Role = resultRole, Content = results });
        }
        return payload;
    }

    private static MessageV2Payload ToPayload(ChatMessage message)
    {
        List<ContentPartPayload> parts = [];
        if (message.Attachments is { Count: > 0 } files)
            parts.Add(new ContentPartPayload { Files = [.. files.Select(static id => new ContentFilePayload { Id = id })] });
        // The service refuses a message without parts, so an empty text goes as one.
        if (message.Content.Length > 0 || (parts.Count == 0 && message.FunctionCalls is not { Count: > 0 }))
            parts.Add(new ContentPartPayload { Text = message.Content });
        IReadOnlyList<FunctionCall> calls = message.FunctionCalls ?? [];
        IReadOnlyList<string?> ids = CallIds.Of(calls);
        for (int index = 0; index < calls.Count; index++)
            parts.Add(new ContentPartPayload { FunctionCall = calls[index].ToPayload() with { Id = ids[index] } });
        return new MessageV2Payload { Role = message.Role, Content = parts, ToolsStateId = message.FunctionsStateId };
    }

    private static ContentPartPayload NewResult(ChatMessage message, string? id) => new()
    {
        FunctionResult = new FunctionResultPayload
        {
            Name = message.FunctionName, Result = message.Content, Id = id ?? message.FunctionCallId,
        },
    };
}

using GigaChat.Wire;

namespace GigaChat.Chat.V1;

/// <summary>Writes the messages of a conversation in the form of version 1, and reads its answers.</summary>
internal static class MessageV1Mapper
{
    /// <summary>
    /// A message of version 1 has one call. Several calls of one message, and their results, go as a call and its result, one pair
    /// after the other.
    /// </summary>
    /// <param name="messages">The messages, those of functions right after the calls.</param>
    public static IReadOnlyList<MessagePayload> ToPayload(IReadOnlyList<ChatMessage> messages)
    {
        List<MessagePayload> payload = new(messages.Count);
        for (int index = 0; index < messages.Count; index++)
        {
            if (messages[index].FunctionCalls is not { Count: > 1 } calls)
            {
                payload.Add(ToPayload(messages[index]));
                continue;
            }
            ChatMessage message = messages[index];
            List<ChatMessage> results = [.. messages.Skip(index + 1).TakeWhile(static one => one.Role == ChatMessage.Function)];
            index += results.Count;
            foreach (FunctionCall call in calls)
            {
                // The state belongs to all calls together: the service would count them and refuse a single one.
                payload.Add(ToPayload(message with { FunctionCall = call, FunctionsStateId = null }));
                message = message with { Content = "" };
                if (FindResult(results, call) is { } result)
                    payload.Add(ToPayload(result));
            }
        }
        return payload;
    }

    /// <summary>An answer, without what stands beside its message.</summary>
    public static ReceivedAnswer ToAnswer(MessagePayload message) => new()
    {
        Text = message.Content ?? "",
        Reasoning = message.ReasoningContent,
        Calls = message.FunctionCall is { } call ? [call] : [],
        StateId = message.FunctionsStateId,
    };

    private static ChatMessage? FindResult(List<ChatMessage> results, FunctionCall call)
    {
        int index = results.FindIndex(result => call.Id is not null && result.FunctionCallId == call.Id);
        if (index < 0)
            index = results.FindIndex(result => result.FunctionName == call.Name);
        if (index < 0)
            return null;
        ChatMessage found = results[index];
        results.RemoveAt(index);
        return found;
    }

    private static MessagePayload ToPayload(ChatMessage message)
    {
        // Only messages of users may have attachments; files that the model made stand in its text, as the service writes them.
        bool isAnswer = message.Role == ChatMessage.Assistant && message.Attachments is { Count: > 0 };
        return new MessagePayload
        {
            Role = message.Role,
            Content = isAnswer
                ? string.Concat(message.Attachments!.Select(static id => $"<img src=\"{id}\" fuse=\"true\"/>")) + message.Content
                : message.Content,
            Name = message.FunctionName,
            Attachments = isAnswer ? null : message.Attachments,
            FunctionCall = message.FunctionCall?.ToPayload(),
            FunctionsStateId = message.FunctionsStateId,
        };
    }
}

using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat;

/// <summary>What the service demands of a history.</summary>
internal static class MessageRules
{
    public static void Check(IReadOnlyList<ChatMessage> messages)
    {
        if (messages.Count == 0)
            throw Refusal.Invalid("messages must not be empty");
        for (var i = 0; i < messages.Count; i++)
        {
            var called = i > 0 && messages[i - 1] is { Role: "assistant", Calls: not null };
            switch (messages[i].Role)
            {
                case "system" when i > 0:
                    throw Refusal.Invalid("system message must be the first message");
                case "function" when !called:
                    throw Refusal.Invalid("every assistant function result must have an assistant function call in history");
                case "function" when messages[i].Name != messages[i - 1].Calls:
                    throw Refusal.Invalid($"function result must have the name of the function call: '{messages[i - 1].Calls}'");
                case "function" when Parse(messages[i].Content) is not { } result:
                    // As quoted by several clients of v1, e.g. issue 84 of ai-forever/gpt2giga.
                    throw Refusal.Invalid("invalid function result json string\nerror: JSON parse error at line 1 column 1: Invalid value");
                case "function" when Parse(messages[i].Content) != JsonValueKind.Object:
                    throw Refusal.Invalid("function result must be a JSON object");
                case "system" or "user" or "assistant" or "function" or "search_result" or "function_in_progress":
                    break;
                default:
                    throw Refusal.Invalid($"unknown role '{messages[i].Role}'");
            }

            if (called && messages[i].Role != "function")
                throw MissingResult();
        }

        if (messages[^1] is { Role: "assistant", Calls: not null })
            throw MissingResult();
    }

    private static Refusal MissingResult() => Refusal.Invalid("every assistant function call must have a result in history");

    /// <summary>What the text is as JSON; null for none.</summary>
    private static JsonValueKind? Parse(string content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return json.RootElement.ValueKind;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using GigaChat.Emulator.Control;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>What the service demands of a history of version 2.</summary>
internal static class MessageV2Rules
{
    private const string Tool = "tool";
    private const string Function = "function";

    public static void Check(IReadOnlyList<ChatV2Message> messages, string model, EmulatorSettings settings)
    {
        if (messages.Count == 0)
            throw Refusal.Invalid("messages must not be empty");
        for (var i = 0; i < messages.Count; i++)
        {
            CheckRole(messages[i], i, model, settings);
            var calls = i > 0 ? messages[i - 1].Calls : [];
            if (IsResult(messages[i]))
                CheckResults(calls, messages[i].Results);
            else if (calls.Count > 0)
                throw MissingResult();
        }

        if (messages[^1].Calls.Count > 0)
            throw MissingResult();
    }

    public static bool IsResult(ChatV2Message message) => message.Role is Tool or Function;

    private static void CheckRole(ChatV2Message message, int index, string model, EmulatorSettings settings)
    {
        switch (message.Role)
        {
            // Whether a later one is taken was not tried: version 1 refuses it.
            case "system" when index > 0:
                throw Refusal.Invalid("system message must be the first message");
            case "system" or "user" or "assistant":
                break;
            case Tool when settings.FunctionRoleOnly && !IsGeneration3(model):
                throw Refusal.InvalidJson();
            case Tool:
                break;
            // JARVIS: 422 on 3-Lightning; LIVE: 200 on 2-Max.
            case Function when !IsGeneration3(model):
                break;
            default:
                // "reasoning" comes in answers only.
                throw Refusal.Invalid($"unknown role '{message.Role}'");
        }

        if (message.Role != "assistant" && message.Calls.Count > 0)
            throw Refusal.Invalid("only assistant messages can have function calls");
        if (IsResult(message) ? message.Results.Count == 0 : message.Results.Count > 0)
            throw Refusal.Invalid("every assistant function result must have an assistant function call in history");
    }

    /// <summary>
    /// Each call has its result in the one message that follows, found by its id, or by its name where there is one call.
    /// </summary>
    private static void CheckResults(IReadOnlyList<FunctionCallV2> calls, IReadOnlyList<FunctionResultV2> results)
    {
        if (calls.Count == 0)
            throw Refusal.Invalid("every assistant function result must have an assistant function call in history");
        if (calls.Count != results.Count)
            throw new Refusal(422, "Function calls count does not match function results count");
        if (calls.Count == 1)
        {
            if (calls[0].Name != results[0].Name)
                throw Refusal.Invalid($"function result must have the name of the function call: '{calls[0].Name}'");
            return;
        }

        var open = calls.Select(call => (call.Name, call.Id)).ToHashSet();
        if (calls.Any(call => call.Id is null) || open.Count != calls.Count)
            throw Refusal.Invalid("several function calls of a message must have different ids");
        if (!results.All(result => open.Remove((result.Name, result.Id))))
            throw Refusal.Invalid("every assistant function result must have an assistant function call in history");
    }

    private static bool IsGeneration3(string model) => model.StartsWith("GigaChat-3", StringComparison.Ordinal);

    private static Refusal MissingResult() => Refusal.Invalid("every assistant function call must have a result in history");
}

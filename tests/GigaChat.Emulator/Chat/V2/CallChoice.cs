using GigaChat.Emulator.Functions;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>Which of the user's functions the model calls.</summary>
internal static class CallChoice
{
    /// <summary>
    /// The scripted calls, else those that the prompt asks for (<c>call NAME {"json":1}</c>): one after the other, or all that are left
    /// where <c>parallel_tool_calls</c> allows it. Calls have ids, as LIVE, JARVIS and RUBY show.
    /// </summary>
    public static IReadOnlyList<FunctionCallV2> Make(ChatV2Request request, ScriptedAnswer? script)
    {
        if (script is not null)
            return [.. (script.FunctionCalls ?? (script.FunctionCall is { } one ? [one] : []))
                .Select(call => WithId(call.Name, CallArguments.ToJson(call.Arguments)))];

        var offer = request.Tools;
        if (offer.Mode == "none" || offer.ForcedTool is not null)
            return [];
        var asked = EmulatedCall.InText(request.Question).Where(call => offer.Functions.ContainsKey(call.Name)).ToList();
        var results = request.Messages.Reverse().TakeWhile(message => message.Role != "user").Sum(message => message.Results.Count);
        IReadOnlyList<string>? required = offer.ForcedFunction is { } forced ? [forced]
            : offer.Mode != "any" ? null
            : offer.AnyOf.Count > 0 ? offer.AnyOf : [.. offer.Functions.Keys.Order(StringComparer.Ordinal)];
        if (required is not null)
        {
            var call = asked.Find(call => required.Contains(call.Name));
            return [call is null ? Sample(request, required[0]) : WithId(call.Name, call.Arguments)];
        }

        return [.. asked.Skip(results).Take(request.Options.ParallelCalls ? int.MaxValue : 1)
            .Select(call => WithId(call.Name, call.Arguments))];
    }

    private static FunctionCallV2 Sample(ChatV2Request request, string name)
        => WithId(name, SchemaSample.Make(request.Tools.Functions[name], request.Question));

    private static FunctionCallV2 WithId(string name, string arguments) => new(name, arguments, Guid.NewGuid().ToString());
}

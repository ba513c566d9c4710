using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Core;
using GigaChat.Functions;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Chat;

/// <summary>Which function a request may or must call: <c>auto</c>, <c>none</c> or a name.</summary>
internal static class FunctionChoice
{
    public const string Auto = "auto";
    public const string None = "none";

    /// <summary>Refuses what the service would, in words of its own.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>.</exception>
    public static void Check(ChatRequest request)
    {
        IReadOnlyList<GigaChatFunction> functions = request.Functions ?? [];
        if (functions.GroupBy(static function => function.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw Wrong(FunctionMessages.FunctionTwice, twice.Key);
        if (request.FunctionChoice is { } choice and not (Auto or None) && functions.Count > 0
            && functions.All(function => function.Name != choice) && !FunctionName.IsBuiltIn(choice))
            throw Wrong(FunctionMessages.ChoiceNotOffered, choice);
    }

    /// <summary>A call of the model is followed by its result, and by nothing else.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>.</exception>
    public static void CheckOpenCall(ChatRequest request)
    {
        FunctionCall? open = request.Conversation?.OpenCall;
        if (open is not null && request.FunctionResult is null)
            throw Wrong(FunctionMessages.ResultMissing, open.ToString());
        if (open is null && request.FunctionResult is not null)
            throw Wrong(FunctionMessages.ResultUncalled, "");
    }

    /// <summary>
    /// Without <c>function_call</c> the service calls nothing. A name counts for the first request only: a model that
    /// must call a function each time never comes to its answer.
    /// </summary>
    public static JsonElement? ToPayload(string? choice, IReadOnlyList<GigaChatFunction>? functions, bool isFirst)
    {
        if (choice is null && functions is not { Count: > 0 })
            return null;
        JsonNode node = choice is null or Auto || (choice != None && !isFirst) ? JsonValue.Create(Auto)
            : choice == None ? JsonValue.Create(None)
            : new JsonObject { ["name"] = choice };
        return JsonText.Parse(JsonText.Write(node));
    }

    private static GigaChatException Wrong(string message, string name) => new(GigaChatErrorKind.InvalidRequest, Localized.Format(message, name));
}

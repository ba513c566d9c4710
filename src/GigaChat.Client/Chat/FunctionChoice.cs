using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Wire;

namespace GigaChat.Chat;

/// <summary>Which function a request may or must call: <c>auto</c>, <c>none</c> or a name.</summary>
internal static class FunctionChoice
{
    public const string Auto = "auto";
    public const string None = "none";

    /// <summary>Some function of the request; version 2 of the API.</summary>
    public const string Any = "any";

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
}

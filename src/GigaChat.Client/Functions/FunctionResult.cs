using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>What a function brought, in the form that the service takes: the text of a JSON object.</summary>
public static class FunctionResult
{
    /// <summary>The form of a result.</summary>
    /// <param name="json">JSON of any kind; what is no object, or no JSON, becomes <c>{"result": …}</c>.</param>
    /// <returns>The text of a JSON object.</returns>
    public static string FromJson(string json)
        => JsonText.TryParse(json) is not { } value
            ? JsonText.Write(new JsonObject { ["result"] = JsonText.ReplaceHalfCharacters(json) })
            : value.ValueKind == JsonValueKind.Object ? JsonText.Write(value)
            : JsonText.Write(new JsonObject { ["result"] = JsonNode.Parse(JsonText.Write(value)) });

    /// <summary>The form of an error, for the model to see.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="json">What the function had brought before that, as JSON; null for nothing.</param>
    /// <returns>The text of a JSON object with <c>error</c>, and with <c>result</c> where there is one.</returns>
    /// <exception cref="JsonException"><paramref name="json"/> is no JSON.</exception>
    public static string FromError(string message, string? json = null)
    {
        var result = new JsonObject { ["error"] = message };
        if (json is not null)
            result["result"] = JsonNode.Parse(JsonText.Write(JsonText.TryParse(json) ?? throw new JsonException()));
        return JsonText.Write(result);
    }
}

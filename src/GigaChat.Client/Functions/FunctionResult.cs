using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Wire;

namespace GigaChat.Functions;

/// <summary>What a function brought, in the form that the service takes: the text of a JSON object.</summary>
internal static class FunctionResult
{
    /// <summary>JSON of any kind; what is no object becomes <c>{"result": …}</c>.</summary>
    public static string FromJson(string json)
        => JsonText.TryParse(json) is not { } value ? JsonText.Write(new JsonObject { ["result"] = json })
            : value.ValueKind == JsonValueKind.Object ? JsonText.Write(value)
            : JsonText.Write(new JsonObject { ["result"] = JsonNode.Parse(json) });

    /// <summary>What went wrong, for the model to see, with what had come before that.</summary>
    public static string FromError(string message, string? json = null)
    {
        var result = new JsonObject { ["error"] = message };
        if (json is not null)
            result["result"] = JsonNode.Parse(json);
        return JsonText.Write(result);
    }
}

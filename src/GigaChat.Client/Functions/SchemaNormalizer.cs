using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Functions;

/// <summary>Reads JSON Schemas that a user wrote and brings them into the form that the service takes.</summary>
internal static class SchemaNormalizer
{
    private static readonly string[] Keywords = ["type", "properties", "items", "enum", "const", "$ref", "anyOf", "oneOf", "allOf"];

    /// <summary>The schema of a function's parameters: an object, and with <c>properties</c> even where there are none.</summary>
    public static string NormalizeParameters(string json)
    {
        JsonObject schema = Read(json);
        string? type = schema["type"] is JsonValue value && value.TryGetValue(out string? name) ? name : null;
        if (schema.ContainsKey("type") && type != "object")
            throw Wrong(LocalizedMessage.Of(FunctionMessages.ParametersNotObject));
        if (type is null)
            schema["type"] = "object";
        // The service refuses a function without them, also one that takes nothing.
        if (schema["properties"] is null)
            schema["properties"] = new JsonObject();
        return JsonText.Write(schema);
    }

    /// <summary>The schema of an answer.</summary>
    public static string NormalizeResponse(string json) => JsonText.Write(Read(json));

    private static JsonObject Read(string json)
    {
        JsonObject schema;
        try
        {
            schema = JsonNode.Parse(json) as JsonObject ?? throw Wrong(LocalizedMessage.Of(FunctionMessages.SchemaNotObject));
            if (!Keywords.Any(schema.ContainsKey) && schema.Count > 0)
                throw Wrong(Localized.Format(FunctionMessages.SchemaWithoutType, schema.First().Key));
            schema = SchemaReferenceInliner.Inline(schema);
            // Half a character in a text shows only when it is written.
            _ = JsonText.Write(schema);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // The last two tell of a name that is there twice, and of half a character.
            throw Wrong(Localized.Format(FunctionMessages.SchemaUnreadable, e.Message), e);
        }
        WrapSingletons(schema);
        return schema;
    }

    // A list of one is easily lost on the way from PowerShell: required = 'name'.
    private static void WrapSingletons(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
                WrapSingletons(item);
        }
        if (node is not JsonObject schema)
            return;
        foreach (string list in (string[])["required", "enum"])
        {
            if (schema[list] is JsonValue single)
                schema[list] = new JsonArray(single.DeepClone());
        }
        foreach ((string key, JsonNode? child) in schema.ToArray())
        {
            // The names below "properties" are the user's and may be "required" too.
            if (key == "properties" && child is JsonObject properties)
            {
                foreach ((_, JsonNode? property) in properties.ToArray())
                    WrapSingletons(property);
            }
            else if (key is not ("enum" or "const" or "default" or "examples"))
            {
                WrapSingletons(child);
            }
        }
    }

    private static GigaChatException Wrong(LocalizedMessage message, Exception? inner = null) => new(GigaChatErrorKind.InvalidRequest, message, inner);
}

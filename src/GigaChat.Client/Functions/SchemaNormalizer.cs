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

    private static readonly string[] SchemasByName = ["properties", "patternProperties", "$defs", "definitions"];
    private static readonly string[] Subschemas = ["items", "prefixItems", "additionalProperties", "anyOf", "oneOf", "allOf"];

    /// <summary>
    /// The schema of a function's parameters: an object, and with <c>properties</c> at every level, even where there are none.
    /// </summary>
    public static string NormalizeParameters(string json)
    {
        JsonObject schema = Read(json);
        string? type = schema["type"] is JsonValue value && value.TryGetValue(out string? name) ? name : null;
        if (schema.ContainsKey("type") && type != "object")
            throw Wrong(LocalizedMessage.Of(FunctionMessages.ParametersNotObject));
        if (type is null)
            schema["type"] = "object";
        AddProperties(schema);
        return JsonText.Write(schema);
    }

    /// <summary>The schema of an answer.</summary>
    public static string NormalizeResponse(string json)
    {
        JsonObject schema = Read(json);
        // An empty schema is refused as empty, not as one without properties.
        if (schema.Count > 0)
            AddProperties(schema);
        if (SchemaPattern.FindInvalid(schema) is { } pattern)
            throw Wrong(Localized.Format(FunctionMessages.PatternUnreadable, pattern));
        return JsonText.Write(schema);
    }

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
            // The last two mean a name that is there twice, and half a character. What .NET says is in English, and counts from zero.
            string problem = e is JsonException { LineNumber: { } line, BytePositionInLine: { } place }
                ? Localized.Format(FunctionMessages.SchemaErrorPlace, line + 1, place + 1).Text
                : FunctionMessages.SchemaErrorContent;
            throw Wrong(Localized.Format(FunctionMessages.SchemaUnreadable, problem), e);
        }
        WrapSingletons(schema);
        return schema;
    }

    // Serializers of dynamic languages write a list of one as its item: "required": "name".
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

    // The service answers 422 "Field 'properties.data.properties' is missing" where a schema, at any level, may stand for an object and
    // has no properties. An empty list of them allows whatever was allowed before.
    private static void AddProperties(JsonNode? node)
    {
        if (node is not JsonObject schema)
            return;
        if (MayBeObject(schema) && schema["properties"] is null or JsonArray { Count: 0 })
            schema["properties"] = new JsonObject();
        foreach (string members in SchemasByName)
        {
            foreach ((_, JsonNode? member) in schema[members] as JsonObject ?? [])
                AddProperties(member);
        }
        foreach (string keyword in Subschemas)
        {
            if (schema[keyword] is not JsonArray several)
                AddProperties(schema[keyword]);
            else
                several.ToList().ForEach(AddProperties);
        }
    }

    private static bool MayBeObject(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several.Any(IsObject),
        { } single => IsObject(single),
        // Anything may stand where nothing is said of the value.
        null => !Keywords.Any(schema.ContainsKey) || schema.ContainsKey("properties"),
    };

    private static bool IsObject(JsonNode? type)
        => type is JsonValue value && value.TryGetValue(out string? name) && name == "object";

    private static GigaChatException Wrong(LocalizedMessage message, Exception? inner = null)
        => new(GigaChatErrorKind.InvalidRequest, message, inner);
}

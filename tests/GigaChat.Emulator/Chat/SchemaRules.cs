using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat;

/// <summary>
/// What the service demands of schemas, in functions and in <c>response_format</c>: whatever may be an object has <c>properties</c>, at
/// every level. The message names the place: <c>Field 'properties.data.properties' is missing</c> (issue 253 of ai-forever/gigachain),
/// <c>'properties.args.properties'</c> and <c>'properties.changes.properties'</c> (clients of generations 2 and 3, 2026).
/// </summary>
internal static class SchemaRules
{
    private const string Object = "object";
    private static readonly string[] Alternatives = ["anyOf", "oneOf", "allOf"];
    private static readonly string[] Definitions = ["$defs", "definitions"];

    // A schema with one of these says by itself that no object is meant, or where its description is.
    private static readonly string[] Sufficient = ["type", "properties", "enum", "const", "items", "$ref", .. Alternatives];

    /// <exception cref="Refusal">422 with the first place that lacks its properties.</exception>
    public static void Check(JsonElement schema) => Check(schema, "");

    private static void Check(JsonElement schema, string place)
    {
        // True and false are schemas as well.
        if (schema.ValueKind != JsonValueKind.Object)
            return;
        if (MayBeObject(schema) && schema.Optional("properties") is not { ValueKind: JsonValueKind.Object })
            throw new Refusal(422, $"Field '{place}properties' is missing");
        CheckMembers(schema, "properties", place);
        foreach (var name in Definitions)
            CheckMembers(schema, name, place);
        foreach (var name in Alternatives)
            CheckItems(schema, name, place);
        CheckItems(schema, "items", place);
        CheckItems(schema, "additionalProperties", place);
    }

    private static void CheckMembers(JsonElement schema, string name, string place)
    {
        if (schema.Optional(name) is { ValueKind: JsonValueKind.Object } members)
            foreach (var member in members.EnumerateObject())
                Check(member.Value, $"{place}{name}.{member.Name}.");
    }

    /// <summary>One schema, or a list of them.</summary>
    private static void CheckItems(JsonElement schema, string name, string place)
    {
        if (schema.Optional(name) is not { } value)
            return;
        if (value.ValueKind != JsonValueKind.Array)
            Check(value, $"{place}{name}.");
        else
            foreach (var item in value.EnumerateArray())
                Check(item, $"{place}{name}.");
    }

    /// <summary>Whether an object may stand where the schema is.</summary>
    public static bool MayBeObject(JsonElement schema) => schema.Optional("type") switch
    {
        { ValueKind: JsonValueKind.String } type => IsObject(type),
        { ValueKind: JsonValueKind.Array } types => types.EnumerateArray().Any(IsObject),
        // Anything at all may stand where nothing is said.
        _ => !Sufficient.Any(name => schema.TryGetProperty(name, out _)),
    };

    private static bool IsObject(JsonElement type) => type.ValueKind == JsonValueKind.String && type.ValueEquals(Object);
}

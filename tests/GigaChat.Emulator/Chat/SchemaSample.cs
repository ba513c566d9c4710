using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat;

/// <summary>
/// The echo in the shape a JSON Schema asks for: all properties, one item in a list, the first of several choices,
/// the echo wherever a string may stand. Made to be read back, not to satisfy every schema.
/// </summary>
internal static class SchemaSample
{
    private const int MaxDepth = 8;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Make(JsonElement schema, string text)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, Relaxed))
            Write(writer, schema, schema, text, 0);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement schema, JsonElement root, string text, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
            writer.WriteNullValue();
        else if (schema.TryGetProperty("const", out var fixedValue))
            fixedValue.WriteTo(writer);
        else if (First(schema, "enum") is { } choice)
            choice.WriteTo(writer);
        else if ((First(schema, "anyOf") ?? First(schema, "oneOf") ?? Referred(schema, root)) is { } other)
            Write(writer, other, root, text, depth + 1);
        else
            WriteType(writer, schema, root, text, depth);
    }

    private static void WriteType(Utf8JsonWriter writer, JsonElement schema, JsonElement root, string text, int depth)
    {
        switch (TypeOf(schema))
        {
            case "object":
                writer.WriteStartObject();
                if (schema.Optional("properties") is { ValueKind: JsonValueKind.Object } properties)
                {
                    foreach (var property in properties.EnumerateObject())
                    {
                        writer.WritePropertyName(property.Name);
                        Write(writer, property.Value, root, text, depth + 1);
                    }
                }

                writer.WriteEndObject();
                break;
            case "array":
                writer.WriteStartArray();
                if (schema.Optional("items") is { } items)
                    Write(writer, items, root, text, depth + 1);
                writer.WriteEndArray();
                break;
            case "integer": writer.WriteNumberValue(1); break;
            case "number": writer.WriteNumberValue(1.5); break;
            case "boolean": writer.WriteBooleanValue(true); break;
            case "null": writer.WriteNullValue(); break;
            default: writer.WriteStringValue(text); break;
        }
    }

    private static string TypeOf(JsonElement schema)
    {
        var type = First(schema, "type") ?? schema.Optional("type");
        if (type is { ValueKind: JsonValueKind.String } named)
            return named.GetString()!;
        return schema.TryGetProperty("properties", out _) ? "object" : schema.TryGetProperty("items", out _) ? "array" : "string";
    }

    private static JsonElement? First(JsonElement schema, string name) =>
        schema.Optional(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : null;

    /// <summary>What a <c>$ref</c> into the same schema points at.</summary>
    private static JsonElement? Referred(JsonElement schema, JsonElement root)
    {
        if (schema.Optional("$ref") is not { ValueKind: JsonValueKind.String } reference
            || reference.GetString() is not { } path || !path.StartsWith('#'))
            return null;
        if (path == "#")
            return root;
        var target = root;
        foreach (var name in path[2..].Split('/'))
            if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(name, out target))
                return null;
        return target;
    }
}

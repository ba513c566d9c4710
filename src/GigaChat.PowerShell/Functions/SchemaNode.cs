using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GigaChat.Commands.Functions;

/// <summary>The JSON Schema of a parameter or of a property of a class, before it is written as JSON.</summary>
internal sealed record SchemaNode
{
    // Cyrillic stays as it is: the model reads it, and each escaped letter would be six characters.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON's name of the type; null for any.</summary>
    public string? Type { get; init; }

    public string? Description { get; init; }

    public string? Format { get; init; }

    /// <summary>The values to choose from.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Numbers, in their own type.</summary>
    public IConvertible? Minimum { get; init; }

    public IConvertible? ExclusiveMinimum { get; init; }

    public IConvertible? Maximum { get; init; }

    public IConvertible? ExclusiveMaximum { get; init; }

    public string? Pattern { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    public SchemaNode? Items { get; init; }

    public IReadOnlyList<SchemaProperty>? Properties { get; init; }

    /// <summary>What members without a description may be; null says nothing about it.</summary>
    public SchemaNode? OtherProperties { get; init; }

    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            Write(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        Write(writer, "type", Type);
        Write(writer, "description", Description);
        Write(writer, "format", Format);
        Write(writer, "minimum", Minimum);
        Write(writer, "exclusiveMinimum", ExclusiveMinimum);
        Write(writer, "maximum", Maximum);
        Write(writer, "exclusiveMaximum", ExclusiveMaximum);
        Write(writer, "pattern", Pattern);
        Write(writer, "minLength", MinLength);
        Write(writer, "maxLength", MaxLength);
        Write(writer, "minItems", MinItems);
        Write(writer, "maxItems", MaxItems);
        if (Values is not null)
            Write(writer, "enum", Values);
        Write(writer, "items", Items);
        if (Properties is not null)
            WriteProperties(writer, Properties);
        Write(writer, "additionalProperties", OtherProperties);
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, IReadOnlyList<SchemaProperty> properties)
    {
        writer.WriteStartObject("properties");
        foreach (SchemaProperty property in properties)
            Write(writer, property.Name, property.Schema);
        writer.WriteEndObject();
        string[] required = [.. properties.Where(static property => property.IsRequired).Select(static property => property.Name)];
        if (required.Length > 0)
            Write(writer, "required", required);
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, SchemaNode? node)
    {
        if (node is null)
            return;
        writer.WritePropertyName(name);
        node.Write(writer);
    }

    private static void Write(Utf8JsonWriter writer, string name, IConvertible? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                writer.WriteString(name, text);
                break;
            case double or float:
                writer.WriteNumber(name, value.ToDouble(null));
                break;
            default:
                writer.WriteNumber(name, value.ToDecimal(null));
                break;
        }
    }
}

/// <summary>A named member of an object.</summary>
internal sealed record SchemaProperty(string Name, SchemaNode Schema, bool IsRequired);

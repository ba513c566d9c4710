using System.Text.Json.Nodes;
using GigaChat.Wire;

namespace GigaChat.Commands.Functions;

/// <summary>A JSON Schema in the making, without JSON: what a parameter or a property of a class takes.</summary>
internal sealed record SchemaNode
{
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

    public string ToJson() => JsonText.Write(ToNode());

    private JsonObject ToNode()
    {
        var node = new JsonObject();
        Add("type", Type);
        Add("description", Description);
        Add("format", Format);
        Add("minimum", Minimum);
        Add("exclusiveMinimum", ExclusiveMinimum);
        Add("maximum", Maximum);
        Add("exclusiveMaximum", ExclusiveMaximum);
        Add("pattern", Pattern);
        Add("minLength", MinLength);
        Add("maxLength", MaxLength);
        Add("minItems", MinItems);
        Add("maxItems", MaxItems);
        if (Values is not null)
            node["enum"] = new JsonArray([.. Values.Select(static value => JsonValue.Create(value))]);
        if (Items is not null)
            node["items"] = Items.ToNode();
        if (Properties is not null)
        {
            node["properties"] = new JsonObject(Properties.Select(static property => KeyValuePair.Create(property.Name, (JsonNode?)property.Schema.ToNode())));
            if (Properties.Any(static property => property.IsRequired))
                node["required"] = new JsonArray([.. Properties.Where(static property => property.IsRequired).Select(static property => JsonValue.Create(property.Name))]);
        }
        if (OtherProperties is not null)
            node["additionalProperties"] = OtherProperties.ToNode();
        return node;

        void Add(string name, IConvertible? value)
        {
            if (value is not null)
                node[name] = value is string text ? JsonValue.Create(text)
                    : value is double or float ? JsonValue.Create(value.ToDouble(null))
                    : JsonValue.Create(value.ToDecimal(null));
        }
    }
}

/// <summary>A named member of an object.</summary>
internal sealed record SchemaProperty(string Name, SchemaNode Schema, bool IsRequired);

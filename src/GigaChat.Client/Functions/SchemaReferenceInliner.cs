using System.Text.Json.Nodes;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Functions;

/// <summary>Puts what <c>$ref</c> points to in its place: the service follows references within a schema only in part.</summary>
internal static class SchemaReferenceInliner
{
    // What JSON is read back with; and far more than any model could keep to.
    private const int MaxDepth = 64;
    private const int MaxNodes = 20_000;
    private static readonly string[] Definitions = ["$defs", "definitions"];

    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: a reference that leads elsewhere, to nothing or into itself, or too many of
    /// them.
    /// </exception>
    public static JsonObject Inline(JsonObject schema)
    {
        var result = (JsonObject)Resolve(schema, schema, new InlineContext())!;
        foreach (string name in Definitions)
            result.Remove(name);
        return result;
    }

    private static JsonNode? Resolve(JsonNode? node, JsonObject root, InlineContext walk)
    {
        // Definitions that refer to each other twice and again double with every level.
        int deeper = node is JsonObject or JsonArray ? 1 : 0;
        walk.Level += deeper;
        if (++walk.Parts > MaxNodes || walk.Level > MaxDepth)
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest,
                Localized.Format(FunctionMessages.ReferencesTooLarge, MaxNodes, MaxDepth));
        JsonNode? resolved = node switch
        {
            JsonArray array => new JsonArray([.. array.Select(item => Resolve(item, root, walk))]),
            JsonObject schema when schema["$ref"] is JsonValue value && value.TryGetValue(out string? reference)
                => Follow(schema, reference, root, walk),
            JsonObject schema => Copy(schema, root, walk),
            _ => node?.DeepClone(),
        };
        walk.Level -= deeper;
        return resolved;
    }

    private static JsonObject Copy(JsonObject schema, JsonObject root, InlineContext walk)
    {
        var copy = new JsonObject();
        foreach ((string key, JsonNode? child) in schema)
        {
            // The definitions themselves go away in the end; they may refer to themselves without being used.
            if (!ReferenceEquals(schema, root) || !Definitions.Contains(key))
                copy[key] = Resolve(child, root, walk);
        }
        return copy;
    }

    private static JsonNode? Follow(JsonObject schema, string reference, JsonObject root, InlineContext walk)
    {
        if (walk.Path.Contains(reference))
            throw Wrong(FunctionMessages.ReferenceRecursive, reference);
        walk.Path.Add(reference);
        JsonNode? target = Resolve(Find(root, reference), root, walk);
        walk.Path.RemoveAt(walk.Path.Count - 1);

        // What stands beside a reference, mostly a description, is about this place and wins.
        if (target is JsonObject found)
        {
            foreach ((string key, JsonNode? child) in schema)
            {
                if (key != "$ref")
                    found[key] = Resolve(child, root, walk);
            }
        }
        return target;
    }

    private static JsonNode Find(JsonObject root, string reference)
    {
        if (reference != "#" && !reference.StartsWith("#/", StringComparison.Ordinal))
            throw Wrong(FunctionMessages.ReferenceElsewhere, reference);
        JsonNode? node = root;
        foreach (string part in reference.Split('/').Skip(1))
        {
            string name = Uri.UnescapeDataString(part)
                .Replace("~1", "/", StringComparison.Ordinal)
                .Replace("~0", "~", StringComparison.Ordinal);
            node = node switch
            {
                JsonObject schema => schema[name],
                JsonArray array when int.TryParse(name, out int index) && index >= 0 && index < array.Count => array[index],
                _ => null,
            };
        }
        return node ?? throw Wrong(FunctionMessages.ReferenceToNothing, reference);
    }

    private static GigaChatException Wrong(string message, string reference)
        => new(GigaChatErrorKind.InvalidRequest, Localized.Format(message, reference));

    /// <summary>Where it is, and how far it has come.</summary>
    private sealed class InlineContext
    {
        public List<string> Path { get; } = [];

        public int Level { get; set; }

        public int Parts { get; set; }
    }
}

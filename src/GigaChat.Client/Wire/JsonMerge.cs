using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GigaChat.Wire;

/// <summary>Adds members to a body. What the body has already wins; objects on both sides are merged at every level.</summary>
internal static class JsonMerge
{
    /// <summary>Merges.</summary>
    /// <param name="body">A JSON object.</param>
    /// <param name="fields">The text of a JSON object.</param>
    /// <returns>UTF-8; null where the fields are no JSON object.</returns>
    public static byte[]? Merge(byte[] body, string fields)
    {
        if (TryParseObject(fields) is not { } added)
            return null;
        JsonObject target = JsonNode.Parse(body)!.AsObject();
        Add(target, added);
        return Encoding.UTF8.GetBytes(JsonText.Write(target));
    }

    /// <summary>The names of the members; null where the text is no JSON object.</summary>
    public static IReadOnlyCollection<string>? FindNames(string fields)
        => TryParseObject(fields)?.Select(static member => member.Key).ToArray();

    private static void Add(JsonObject target, JsonObject added)
    {
        foreach ((string name, JsonNode? value) in added)
        {
            if (!target.TryGetPropertyValue(name, out JsonNode? present))
                target[name] = value?.DeepClone();
            else if (present is JsonObject into && value is JsonObject more)
                Add(into, more);
        }
    }

    private static JsonObject? TryParseObject(string json)
    {
        try
        {
            // Materializes the members, so that a name that is there twice is found now.
            JsonObject? parsed = JsonNode.Parse(json) as JsonObject;
            _ = parsed?.Count;
            return parsed;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }
}

using System.Text.Json;

namespace GigaChat.Wire.V2;

/// <summary>Members of a JSON object, where they are of the type that is wanted.</summary>
internal static class WireMember
{
    /// <summary>Whether there is a member of that type.</summary>
    public static bool Has(JsonElement json, string name, JsonValueKind kind) => Find(json, name, kind) is not null;

    /// <summary>A text; null where it is none or holds half a character, of which no text can be made.</summary>
    /// <exception cref="JsonException">It holds half a character, and <paramref name="isStrict"/>.</exception>
    public static string? Text(JsonElement json, string name, bool isStrict = false)
    {
        if (Find(json, name, JsonValueKind.String) is not { } value)
            return null;
        string? text = JsonText.GetString(value);
        return text is null && isStrict ? throw new JsonException() : text;
    }

    /// <summary>A number of tokens and the like; 0 for what is no such number.</summary>
    public static int Number(JsonElement json, string name)
        => Find(json, name, JsonValueKind.Number) is { } value && value.TryGetInt32(out int number) ? number : 0;

    /// <summary>A number; null where it is none.</summary>
    public static double? Real(JsonElement json, string name)
        => Find(json, name, JsonValueKind.Number) is { } value && value.TryGetDouble(out double number) ? number : null;

    /// <summary>An object; null where it is none.</summary>
    public static JsonElement? Object(JsonElement json, string name) => Find(json, name, JsonValueKind.Object);

    /// <summary>The objects in a list; none where it is no list.</summary>
    public static IEnumerable<JsonElement> Objects(JsonElement json, string name)
        => Find(json, name, JsonValueKind.Array) is { } list
            ? list.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object) : [];

    /// <summary>The name of a member; null where it holds half a character.</summary>
    public static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Find(JsonElement json, string name, JsonValueKind kind)
        => json.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind ? value : null;
}

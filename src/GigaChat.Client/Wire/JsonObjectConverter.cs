using System.Collections.Specialized;
using System.Text.Json;

namespace GigaChat.Wire;

/// <summary>JSON as plain objects: dictionaries in their order, arrays, texts, numbers.</summary>
internal static class JsonObjectConverter
{
    public static object? ToObject(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Dictionary(value),
        JsonValueKind.Array => value.EnumerateArray().Select(ToObject).ToArray(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => Number(value),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    // Names compare without regard to case; of two that differ only in case the last one counts.
    private static OrderedDictionary Dictionary(JsonElement value)
    {
        var dictionary = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty member in value.EnumerateObject())
            dictionary[member.Name] = ToObject(member.Value);
        return dictionary;
    }

    private static object Number(JsonElement value)
    {
        if (value.TryGetInt32(out int small))
            return small;
        if (value.TryGetInt64(out long large))
            return large;
        // An integer beyond 64 bits keeps its digits; a fraction is a double.
        bool isInteger = !value.GetRawText().AsSpan().ContainsAny(".eE");
        return isInteger && value.TryGetDecimal(out decimal huge) ? huge : value.GetDouble();
    }
}

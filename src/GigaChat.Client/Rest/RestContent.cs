using System.Text;
using System.Text.Json;
using GigaChat.Wire;

namespace GigaChat.Rest;

/// <summary>What a body is, by its type.</summary>
internal static class RestContent
{
    public static object? ToValue(string? contentType, ReadOnlyMemory<byte> content)
    {
        if (content.IsEmpty)
            return null;
        if (IsJson(contentType) && JsonText.TryParse(ToText(content)) is { } json)
            return json.ValueKind == JsonValueKind.Undefined ? null : ToObject(json, content);
        return IsText(contentType) ? ToText(content) : content.ToArray();
    }

    public static string ToText(ReadOnlyMemory<byte> content)
    {
        ReadOnlySpan<byte> bytes = content.Span;
        return Encoding.UTF8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
    }

    private static object? ToObject(JsonElement json, ReadOnlyMemory<byte> content)
    {
        try
        {
            return JsonObjectConverter.ToObject(json);
        }
        catch (InvalidOperationException)
        {
            // A text in it holds half a character.
            return ToText(content);
        }
    }

    private static bool IsJson(string? type) => type is not null
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private static bool IsText(string? type) => type is null || IsJson(type) || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase) || type.EndsWith("yaml", StringComparison.OrdinalIgnoreCase);
}

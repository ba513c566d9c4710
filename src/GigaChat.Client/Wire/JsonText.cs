using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GigaChat.Wire;

/// <summary>JSON of which no record is known beforehand: schemas, arguments, results. Cyrillic stays as it is.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(ReplaceHalfCharacters(json));
        return document.RootElement.Clone();
    }

    /// <summary>The value, or null where the text is no JSON, or holds half a character (<c>\ud800</c>), which cannot be written.</summary>
    public static JsonElement? TryParse(string json)
    {
        try
        {
            JsonElement value = Parse(json);
            // Shows only when a text is read or written, and then as an error of the framework's.
            if (json.Contains(@"\ud", StringComparison.OrdinalIgnoreCase))
                _ = Write(value);
            return value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text with U+FFFD for each half of a surrogate pair: UTF-8 has no form for it, and JSON is UTF-8.</summary>
    public static string ReplaceHalfCharacters(string text)
        => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>
    /// The text of a JSON string; null where it holds half a character (<c>\ud800</c>), which no text of .NET's can be made of.
    /// </summary>
    public static string? GetString(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string Write(JsonElement value) => Write(value.WriteTo);

    public static string Write(JsonNode node) => Write(writer => node.WriteTo(writer));

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace GigaChat.Chat.V1;

/// <summary>
/// Reads the event that streams are made of, text and nothing else:
/// <c>{"choices":[{"delta":{"content":"…","role":"assistant"},"index":0}],"created":…,"model":"…","object":"…"}</c>.
/// It takes a third of the time of the generated reader, which reads all others.
/// </summary>
internal static class TextDeltaReader
{
    /// <summary>Reads the text, if the event says nothing else that matters.</summary>
    /// <param name="data">The event's data.</param>
    /// <param name="model">The model that the events before named; each event repeats it.</param>
    /// <param name="text">The text.</param>
    /// <returns>False where the generated reader has to look, also at what is no JSON.</returns>
    public static bool TryRead(ReadOnlySpan<byte> data, string model, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            var reader = new Utf8JsonReader(data);
            return reader.Read() && TryReadAnswer(ref reader, model, ref text) && !reader.Read() && text is not null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryReadAnswer(ref Utf8JsonReader reader, string model, ref string? text)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadMember(ref reader, model, ref text))
                return false;
        }
        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool TryReadMember(ref Utf8JsonReader reader, string model, ref string? text)
        => reader.ValueTextEquals("choices"u8) ? TryReadChoices(ref reader, ref text)
            : reader.ValueTextEquals("model"u8) ? TryReadText(ref reader) && reader.ValueTextEquals(model)
            : (reader.ValueTextEquals("created"u8) || reader.ValueTextEquals("object"u8)) && TrySkip(ref reader);

    private static bool TryReadChoices(ref Utf8JsonReader reader, ref string? text)
        => reader.Read() && reader.TokenType == JsonTokenType.StartArray
            && reader.Read() && TryReadChoice(ref reader, ref text)
            && reader.Read() && reader.TokenType == JsonTokenType.EndArray;

    private static bool TryReadChoice(ref Utf8JsonReader reader, ref string? text)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRead = reader.ValueTextEquals("delta"u8)
                ? reader.Read() && TryReadDelta(ref reader, ref text)
                : reader.ValueTextEquals("index"u8) && TrySkip(ref reader);
            if (!isRead)
                return false;
        }
        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool TryReadDelta(ref Utf8JsonReader reader, ref string? text)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                // Twice the same name is for the generated reader to decide.
                if (text is not null || !TryReadText(ref reader))
                    return false;
                text = reader.GetString();
            }
            else if (!reader.ValueTextEquals("role"u8) || !TryReadText(ref reader) || !reader.ValueTextEquals("assistant"u8))
            {
                return false;
            }
        }
        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool TryReadText(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.String;

    private static bool TrySkip(ref Utf8JsonReader reader)
        => reader.Read() && reader.TokenType is JsonTokenType.Number or JsonTokenType.String;
}

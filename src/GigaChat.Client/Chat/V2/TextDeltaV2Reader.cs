using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace GigaChat.Chat.V2;

/// <summary>
/// Reads the event that streams are made of, text and nothing else:
/// <c>{"model":"…","created_at":…,"messages":[{"role":"assistant","content":[{"text":"…"}]}]}</c>. The generated reader reads all others.
/// </summary>
internal static class TextDeltaV2Reader
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
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && TryReadAnswer(ref reader, model, ref text)
                && !reader.Read() && text is not null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryReadAnswer(ref Utf8JsonReader reader, string model, ref string? text)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRead = reader.ValueTextEquals("messages"u8) ? TryReadMessages(ref reader, ref text)
                : reader.ValueTextEquals("model"u8) ? TryReadText(ref reader) && reader.ValueTextEquals(model)
                : reader.ValueTextEquals("created_at"u8) && reader.Read()
                    && reader.TokenType is JsonTokenType.Number or JsonTokenType.String;
            if (!isRead)
                return false;
        }
        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool TryReadMessages(ref Utf8JsonReader reader, ref string? text)
        => TryRead(ref reader, JsonTokenType.StartArray) && TryRead(ref reader, JsonTokenType.StartObject)
            && TryReadMessage(ref reader, ref text) && TryRead(ref reader, JsonTokenType.EndArray);

    private static bool TryReadMessage(ref Utf8JsonReader reader, ref string? text)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRead = reader.ValueTextEquals("content"u8)
                ? TryRead(ref reader, JsonTokenType.StartArray) && TryReadPart(ref reader, ref text)
                    && TryRead(ref reader, JsonTokenType.EndArray)
                : reader.ValueTextEquals("role"u8) && TryReadText(ref reader) && reader.ValueTextEquals("assistant"u8);
            if (!isRead)
                return false;
        }
        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool TryReadPart(ref Utf8JsonReader reader, ref string? text)
    {
        // Two texts are for the generated reader to join.
        if (text is not null || !TryRead(ref reader, JsonTokenType.StartObject) || !TryRead(ref reader, JsonTokenType.PropertyName)
            || !reader.ValueTextEquals("text"u8) || !TryReadText(ref reader))
            return false;
        text = reader.GetString();
        return TryRead(ref reader, JsonTokenType.EndObject);
    }

    private static bool TryReadText(ref Utf8JsonReader reader) => TryRead(ref reader, JsonTokenType.String);

    private static bool TryRead(ref Utf8JsonReader reader, JsonTokenType type) => reader.Read() && reader.TokenType == type;
}

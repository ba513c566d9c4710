using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GigaChat.Commands.Serialization;

/// <summary>Values without parts: numbers as JSON has them, dates in ISO 8601, members of an enumeration by their name.</summary>
internal static class ScalarWriter
{
    /// <summary>Writes a value that is a scalar.</summary>
    /// <returns>False for anything else; nothing is written then.</returns>
    public static bool TryWrite(Utf8JsonWriter json, object value)
        => value is Enum ? WriteText(json, value.ToString()!) : TryWriteNumber(json, value) || TryWriteOther(json, value);

    /// <summary>Whether a scalar is a JSON string without characters to be escaped: by itself it is its text.</summary>
    public static bool IsText(object value)
        => value is Enum or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid;

    private static bool TryWriteNumber(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case BigInteger number:
                json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case long or uint or short or ushort or byte or sbyte:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            default:
                return false;
        }
        return true;
    }

    private static bool TryWriteOther(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case DBNull:
                json.WriteNullValue();
                break;
            case DateTime time:
                json.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                json.WriteStringValue(time);
                break;
            case Guid id:
                json.WriteStringValue(id);
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case JsonDocument document:
                document.WriteTo(json);
                break;
            case JsonNode node:
                node.WriteTo(json);
                break;
            case TimeSpan or DateOnly or TimeOnly or double or float or Half or Int128 or UInt128:
                string? format = value is DateOnly or TimeOnly ? "O" : null;
                return WriteText(json, ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture));
            default:
                return false;
        }
        return true;
    }

    private static bool WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStringValue(text);
        return true;
    }
}

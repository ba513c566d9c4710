using System.Text.Json;
using System.Text.Json.Serialization;

namespace GigaChat.Json;

/// <summary>A call of a function in a saved conversation: in the service's form, the arguments as they came.</summary>
internal sealed class FunctionCallConverter : JsonConverter<FunctionCall>
{
    public override FunctionCall Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String
            && json.RootElement.TryGetProperty("arguments", out JsonElement arguments) && arguments.ValueKind == JsonValueKind.Object
            ? new FunctionCall(name.GetString()!, arguments.GetRawText())
            : throw new JsonException("A function call needs its name and its arguments.");
    }

    public override void Write(Utf8JsonWriter writer, FunctionCall value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("name", value.Name);
        writer.WritePropertyName("arguments");
        value.Json.WriteTo(writer);
        writer.WriteEndObject();
    }
}

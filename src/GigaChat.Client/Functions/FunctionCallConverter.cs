using System.Text.Json;
using System.Text.Json.Serialization;

namespace GigaChat.Json;

/// <summary>Writes a function call as the service does, so that a saved conversation keeps it.</summary>
internal sealed class FunctionCallConverter : JsonConverter<FunctionCall>
{
    /// <inheritdoc/>
    public override FunctionCall? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return FunctionCall.From(JsonSerializer.Deserialize(ref reader, WireContext.Wire.WireFunctionCall), requestId: null);
        }
        catch (GigaChatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FunctionCall value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, value.ToWire(), WireContext.Wire.WireFunctionCall);
}

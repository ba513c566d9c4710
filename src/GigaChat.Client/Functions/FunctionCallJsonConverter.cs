using System.Text.Json;
using System.Text.Json.Serialization;
using GigaChat.Wire;

namespace GigaChat.Functions;

/// <summary>Writes a function call as the service does, so that a saved conversation keeps it.</summary>
internal sealed class FunctionCallJsonConverter : JsonConverter<FunctionCall>
{
    /// <inheritdoc/>
    public override FunctionCall? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            FunctionCallPayload? payload = JsonSerializer.Deserialize(ref reader, ResponseJsonContext.Instance.FunctionCallPayload);
            return FunctionCall.From(payload, requestId: null);
        }
        catch (GigaChatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FunctionCall value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, value.ToPayload() with { Id = value.Id }, ResponseJsonContext.Instance.FunctionCallPayload);
}

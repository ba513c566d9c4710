using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GigaChat.Wire.V2;

namespace GigaChat.Wire;

/// <summary>
/// The generated writers of the bodies that go out. Code that only writes needs none of the reflection-like metadata that
/// <see cref="ResponseJsonContext"/> has to make at run time, so the first request of a process leaves sooner.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatCompletionsRequest))]
[JsonSerializable(typeof(ChatV2Request))]
[JsonSerializable(typeof(FunctionPayload))]
[JsonSerializable(typeof(EmbeddingsRequest))]
[JsonSerializable(typeof(TokensCountRequest))]
[JsonSerializable(typeof(AICheckRequest))]
[JsonSerializable(typeof(BatchLineRequest<ChatCompletionsRequest>))]
[JsonSerializable(typeof(BatchLineRequest<EmbeddingsRequest>))]
internal sealed partial class RequestJsonContext : JsonSerializerContext
{
    // Cyrillic goes out as UTF-8: \u escapes cost the user tokens.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a body.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="body">The body.</param>
    /// <param name="type">Its writer, a property of <see cref="Default"/>.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Write<T>(T body, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, Relaxed);
        JsonSerializer.Serialize(writer, body, type);
        return buffer.WrittenSpan.ToArray();
    }
}

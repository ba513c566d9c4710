using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GigaChat.Wire.V2;

namespace GigaChat.Wire;

/// <summary>
/// The generated readers of everything that comes in (<see cref="RequestJsonContext"/> writes what goes out). Names are the service's,
/// in snake case. What is read has plain setters: the generator takes <c>init</c> for an argument of the constructor, and a
/// chunk of a stream then takes twice the time.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AccessTokenResponse))]
[JsonSerializable(typeof(ChatCompletionsResponse))]
[JsonSerializable(typeof(ChatV2Response))]
[JsonSerializable(typeof(FunctionValidationResponse))]
[JsonSerializable(typeof(EmbeddingsResponse))]
[JsonSerializable(typeof(FileResponse))]
[JsonSerializable(typeof(FileDeletionResponse))]
[JsonSerializable(typeof(FilesResponse))]
[JsonSerializable(typeof(IReadOnlyList<TokenCountPayload>))]
[JsonSerializable(typeof(BalanceResponse))]
[JsonSerializable(typeof(AICheckResponse))]
[JsonSerializable(typeof(BatchResponse))]
[JsonSerializable(typeof(IReadOnlyList<BatchResponse>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(FunctionCallPayload))]
[JsonSerializable(typeof(ModelsResponse))]
[JsonSerializable(typeof(ModelResponse))]
internal sealed partial class ResponseJsonContext : JsonSerializerContext
{
    /// <summary>Cyrillic goes out as UTF-8: <c>\u</c> escapes cost the user tokens.</summary>
    public static ResponseJsonContext Instance { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}

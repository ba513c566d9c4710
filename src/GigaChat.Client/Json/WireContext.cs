using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GigaChat.Json;

/// <summary>The generated readers and writers of everything on the wire. Names are the service's, in snake case.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(ChatBody))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(WireFunction))]
[JsonSerializable(typeof(FunctionCheckAnswer))]
[JsonSerializable(typeof(EmbeddingBody))]
[JsonSerializable(typeof(EmbeddingAnswer))]
[JsonSerializable(typeof(FileAnswer))]
[JsonSerializable(typeof(FileDeletion))]
[JsonSerializable(typeof(FileList))]
[JsonSerializable(typeof(TokensBody))]
[JsonSerializable(typeof(IReadOnlyList<TokensItem>))]
[JsonSerializable(typeof(BalanceAnswer))]
[JsonSerializable(typeof(AiCheckBody))]
[JsonSerializable(typeof(AiCheckAnswer))]
[JsonSerializable(typeof(BatchLine<ChatBody>))]
[JsonSerializable(typeof(BatchLine<EmbeddingBody>))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(IReadOnlyList<BatchAnswer>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(WireFunctionCall))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelAnswer))]
internal sealed partial class WireContext : JsonSerializerContext
{
    /// <summary>Cyrillic goes out as UTF-8: <c>\u</c> escapes cost the user tokens.</summary>
    public static WireContext Wire { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}

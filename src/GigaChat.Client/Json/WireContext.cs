using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GigaChat.Json;

/// <summary>
/// The generated readers of everything that comes in (<see cref="RequestContext"/> writes what goes out). Names are the service's,
/// in snake case. What is read has plain setters: the generator takes <c>init</c> for an argument of the constructor, and a
/// chunk of a stream then takes twice the time.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(FunctionCheckAnswer))]
[JsonSerializable(typeof(EmbeddingAnswer))]
[JsonSerializable(typeof(FileAnswer))]
[JsonSerializable(typeof(FileDeletion))]
[JsonSerializable(typeof(FileList))]
[JsonSerializable(typeof(IReadOnlyList<TokensItem>))]
[JsonSerializable(typeof(BalanceAnswer))]
[JsonSerializable(typeof(AiCheckAnswer))]
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

using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Chat;
using GigaChat.Core;
using GigaChat.Functions;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>
/// The form that an answer has to have, as a JSON Schema. What comes back is checked against it, because the service only tries to
/// keep to it.
/// </summary>
public sealed class ResponseSchema
{
    /// <summary>Reads a schema.</summary>
    /// <param name="json">A JSON Schema. References within it are resolved; it must not refer to itself.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>: no such schema.</exception>
    public ResponseSchema(string json) => Json = SchemaNormalizer.NormalizeResponse(json);

    /// <summary>The schema as it is sent.</summary>
    public string Json { get; }

    /// <summary>
    /// Whether patterns of the schema match upper and lower case alike when an answer is checked. JSON Schema distinguishes them; a
    /// schema that was made of something else, such as a class with attributes, may come from patterns that do not.
    /// </summary>
    public bool IgnoresPatternCase { get; init; }

    /// <summary>The answer is a list.</summary>
    internal bool IsArray => JsonNode.Parse(Json) is JsonObject schema && schema["type"] is JsonValue value
        && value.TryGetValue(out string? type) && type == "array";

    /// <summary>The JSON of an answer that fits.</summary>
    internal string FindJson(ChatReply reply) => FindJson(reply.Text, JsonNode.Parse(Json));

    internal ResponseFormatPayload ToPayload() => new() { Type = "json_schema", Schema = JsonText.Parse(Json), Strict = true };

    /// <summary>Reads an answer: a dictionary, an array, a text, a number, as the schema has it.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.ResponseInvalid"/>, with the whole reply.</exception>
    internal object? Parse(ChatReply reply)
    {
        if (reply.FinishReason == "length")
            throw CreateMismatchError(reply, LocalizedMessage.Of(FunctionMessages.AnswerCutOff));
        try
        {
            JsonNode? schema = JsonNode.Parse(Json);
            string text = FindJson(reply.Text, schema);
            JsonElement value = JsonText.Parse(text);
            var validator = new SchemaValidator(IgnoresPatternCase);
            if (validator.FindFirstViolation(schema, JsonNode.Parse(text), nameof(ChatReply.Value)) is { } problem)
                throw CreateMismatchError(reply, Localized.Format(FunctionMessages.AnswerDoesNotFit, problem));
            return JsonObjectConverter.ToObject(value);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // ArgumentException: a name is there twice; InvalidOperationException: a text holds half of a surrogate pair.
            LocalizedMessage message = FinishReasons.IsRefusal(reply.FinishReason)
                ? Localized.Format(FunctionMessages.AnswerRefused, reply.FinishReason)
                : LocalizedMessage.Of(FunctionMessages.AnswerNotJson);
            throw CreateMismatchError(reply, message, e);
        }
    }

    private static string FindJson(string text, JsonNode? schema)
        => AnswerJson.Find(text, found => SchemaValidator.HasType(schema, JsonNode.Parse(found)));

    internal static ChatException CreateMismatchError(ChatReply reply, LocalizedMessage message, Exception? inner = null)
        => new(GigaChatErrorKind.ResponseInvalid, message, inner) { RequestId = reply.RequestId, PartialReply = reply };
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace GigaChat.Wire.V2;

/// <summary>
/// Reads an answer member by member. A member that has another type than the one known, or a null in a list, is left out instead of making
/// the answer unreadable: several members are described by one source only, and some were never captured.
/// </summary>
internal sealed class ChatV2ResponseConverter : JsonConverter<ChatV2Response>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">Broken JSON, no object, or a text with half a character (<c>\ud800</c>).</exception>
    public override ChatV2Response Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement json = JsonElement.ParseValue(ref reader);
        if (json.ValueKind != JsonValueKind.Object)
            throw new JsonException();
        try
        {
            return ReadAnswer(json);
        }
        catch (InvalidOperationException e)
        {
            // The name of a member holds half a character.
            throw new JsonException(message: null, e);
        }
    }

    /// <summary>Answers are not written.</summary>
    public override void Write(Utf8JsonWriter writer, ChatV2Response value, JsonSerializerOptions options)
        => throw new NotSupportedException();

    private static ChatV2Response ReadAnswer(JsonElement json) => new()
    {
        Model = WireMember.Text(json, "model"),
        Messages = [.. WireMember.Objects(json, "messages").Select(ReadMessage)],
        FinishReason = WireMember.Text(json, "finish_reason"),
        Usage = WireMember.Object(json, "usage") is { } usage ? ReadUsage(usage) : null,
        ThreadId = WireMember.Text(json, "thread_id"),
        ToolsStateId = WireMember.Text(json, "tools_state_id"),
        Logprobs = ContentPartReader.ReadLogProbs(json),
        UserMessage = WireMember.Object(json, "error_details") is { } details ? WireMember.Text(details, "user_message") : null,
    };

    private static MessageV2Payload ReadMessage(JsonElement json) => new()
    {
        Role = WireMember.Text(json, "role"),
        Content = ContentPartReader.ReadAll(json),
        ToolsStateId = WireMember.Text(json, "tools_state_id"),
        ToolStateId = WireMember.Text(json, "tool_state_id"),
    };

    private static UsageV2Payload ReadUsage(JsonElement json) => new()
    {
        InputTokens = WireMember.Number(json, "input_tokens"),
        InputTokensDetails = WireMember.Object(json, "input_tokens_details") is { } details
            ? new InputTokensDetailsPayload { CachedTokens = WireMember.Number(details, "cached_tokens") } : null,
        OutputTokens = WireMember.Number(json, "output_tokens"),
        TotalTokens = WireMember.Number(json, "total_tokens"),
    };
}

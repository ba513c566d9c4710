using System.Text.Json.Serialization;

namespace GigaChat.Wire.V2;

/// <summary>An answer of version 2, or the data of one event of its stream.</summary>
[JsonConverter(typeof(ChatV2ResponseConverter))]
internal sealed record ChatV2Response : ITokenUsage
{
    int? ITokenUsage.ChargedTokens => Usage?.TotalTokens;

    int ITokenUsage.PromptTokens => Usage?.InputTokens ?? 0;

    int ITokenUsage.CompletionTokens => Usage?.OutputTokens ?? 0;

    int ITokenUsage.CachedTokens => Usage?.InputTokensDetails?.CachedTokens ?? 0;

    public string? Model { get; set; }

    public IReadOnlyList<MessageV2Payload>? Messages { get; set; }

    public string? FinishReason { get; set; }

    public UsageV2Payload? Usage { get; set; }

    public string? ThreadId { get; set; }

    /// <summary>Also seen at this place, in tests of one SDK.</summary>
    public string? ToolsStateId { get; set; }

    public IReadOnlyList<LogProbPayload>? Logprobs { get; set; }

    /// <summary>What <c>error_details</c> says for the user (PY-NEW).</summary>
    public string? UserMessage { get; set; }
}

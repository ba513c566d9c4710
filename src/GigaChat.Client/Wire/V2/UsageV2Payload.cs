namespace GigaChat.Wire.V2;

/// <summary>Tokens of a request. What came from the cache is counted apart and not charged (JARVIS).</summary>
internal sealed record UsageV2Payload
{
    public int InputTokens { get; set; }

    public InputTokensDetailsPayload? InputTokensDetails { get; set; }

    public int OutputTokens { get; set; }

    public int TotalTokens { get; set; }
}

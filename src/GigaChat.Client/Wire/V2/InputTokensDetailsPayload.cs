namespace GigaChat.Wire.V2;

/// <summary>What the tokens of the messages were.</summary>
internal sealed record InputTokensDetailsPayload
{
    public int CachedTokens { get; set; }
}

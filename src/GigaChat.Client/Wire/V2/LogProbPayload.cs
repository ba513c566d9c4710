namespace GigaChat.Wire.V2;

/// <summary>The probabilities of one token of an answer.</summary>
internal sealed record LogProbPayload
{
    public TokenProbabilityPayload? Chosen { get; set; }

    public IReadOnlyList<TokenProbabilityPayload>? Top { get; set; }
}

namespace GigaChat.Wire.V2;

/// <summary>How the model answers.</summary>
internal sealed record ModelOptionsPayload
{
    /// <summary>The service refuses 0, which elsewhere means "always the same"; here that is anything below 0.001.</summary>
    public double? Temperature
    {
        get;
        init => field = value is 0 ? 0.0001 : value;
    }

    public double? TopP { get; init; }

    public int? MaxTokens { get; init; }

    public double? RepetitionPenalty { get; init; }

    public ReasoningPayload? Reasoning { get; init; }

    public ResponseFormatV2Payload? ResponseFormat { get; init; }

    public int? TopLogprobs { get; init; }
}

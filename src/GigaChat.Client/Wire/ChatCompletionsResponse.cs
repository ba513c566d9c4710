namespace GigaChat.Wire;

/// <summary>An answer, or one event of a stream.</summary>
internal sealed record ChatCompletionsResponse : ITokenUsage
{
    int? ITokenUsage.ChargedTokens => Usage?.TotalTokens;

    public IReadOnlyList<ChoicePayload>? Choices { get; set; }

    public string? Model { get; set; }

    public UsagePayload? Usage { get; set; }
}

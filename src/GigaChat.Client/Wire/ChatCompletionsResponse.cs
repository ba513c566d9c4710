namespace GigaChat.Wire;

/// <summary>An answer, or one event of a stream.</summary>
internal sealed record ChatCompletionsResponse : ITokenUsage
{
    int? ITokenUsage.ChargedTokens => Usage?.TotalTokens;

    int ITokenUsage.PromptTokens => Usage?.PromptTokens ?? 0;

    int ITokenUsage.CompletionTokens => Usage?.CompletionTokens ?? 0;

    int ITokenUsage.CachedTokens => Usage?.PrecachedPromptTokens ?? 0;

    public IReadOnlyList<ChoicePayload>? Choices { get; set; }

    public string? Model { get; set; }

    public UsagePayload? Usage { get; set; }
}

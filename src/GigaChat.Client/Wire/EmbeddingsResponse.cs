namespace GigaChat.Wire;

/// <summary>Its answer; <c>index</c> names the place in the input, the order is the service's.</summary>
internal sealed record EmbeddingsResponse : ITokenUsage
{
    int? ITokenUsage.ChargedTokens => Data?.Sum(static item => item?.Usage?.PromptTokens ?? 0);

    int ITokenUsage.EmbeddingTokens => ((ITokenUsage)this).ChargedTokens ?? 0;

    public string? Model { get; set; }

    public IReadOnlyList<EmbeddingPayload>? Data { get; set; }
}

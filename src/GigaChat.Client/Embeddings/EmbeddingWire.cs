namespace GigaChat.Json;

/// <summary>The body of <c>POST /embeddings</c>.</summary>
internal sealed record EmbeddingBody
{
    public required string Model { get; init; }

    public required IReadOnlyList<string> Input { get; init; }
}

/// <summary>Its answer; <c>index</c> names the place in the input, the order is the service's.</summary>
internal sealed record EmbeddingAnswer : ITokenAnswer
{
    int? ITokenAnswer.ChargedTokens => Data?.Sum(static item => item?.Usage?.PromptTokens ?? 0);

    public string? Model { get; set; }

    public IReadOnlyList<EmbeddingItem>? Data { get; set; }
}

/// <summary>One vector.</summary>
internal sealed record EmbeddingItem
{
    public int Index { get; set; }

    public float[]? Embedding { get; set; }

    public WireUsage? Usage { get; set; }
}

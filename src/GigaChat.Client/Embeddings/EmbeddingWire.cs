namespace GigaChat.Json;

/// <summary>The body of <c>POST /embeddings</c>.</summary>
internal sealed record EmbeddingBody
{
    public required string Model { get; init; }

    public required IReadOnlyList<string> Input { get; init; }
}

/// <summary>Its answer; <c>index</c> names the place in the input, the order is the service's.</summary>
internal sealed record EmbeddingAnswer
{
    public string? Model { get; init; }

    public IReadOnlyList<EmbeddingItem>? Data { get; init; }
}

/// <summary>One vector.</summary>
internal sealed record EmbeddingItem
{
    public int Index { get; init; }

    public float[]? Embedding { get; init; }

    public WireUsage? Usage { get; init; }
}

namespace GigaChat;

/// <summary>How texts become vectors.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>The model that serves where none is named.</summary>
    public const string DefaultModel = "Embeddings";

    /// <summary>The model.</summary>
    public string Model { get; init; } = DefaultModel;

    /// <summary>An instruction before each text; recommended for queries to <c>EmbeddingsGigaR</c>.</summary>
    public string? Prefix { get; init; }

    /// <summary>What is masked in the texts before they are sent; null for what the connection masks.</summary>
    public TextMaskRules? Mask { get; init; }

    /// <summary>Brings each vector to the length 1, so that a dot product is the cosine.</summary>
    public bool Normalize { get; init; }
}

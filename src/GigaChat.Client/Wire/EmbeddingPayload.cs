namespace GigaChat.Wire;

/// <summary>One vector.</summary>
internal sealed record EmbeddingPayload
{
    public int Index { get; set; }

    public float[]? Embedding { get; set; }

    public UsagePayload? Usage { get; set; }
}

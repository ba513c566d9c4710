namespace GigaChat.Wire;

/// <summary>The body of <c>POST /embeddings</c>.</summary>
internal sealed record EmbeddingsRequest
{
    public required string Model { get; init; }

    public required IReadOnlyList<string> Input { get; init; }
}

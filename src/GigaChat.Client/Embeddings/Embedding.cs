namespace GigaChat;

/// <summary>A text as a vector.</summary>
public sealed record Embedding
{
    /// <summary>The text, without the prefix that was sent before it.</summary>
    public required string Text { get; init; }

    /// <summary>The vector. The service does not normalise it; its length differs from 1 unless that was asked for.</summary>
#pragma warning disable CA1819 // A bare float[] is what vector routines work with.
    public required float[] Vector { get; init; }
#pragma warning restore CA1819

    /// <summary>The number of components: 1024 for <c>Embeddings</c>.</summary>
    public int Dimension => Vector.Length;

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>Tokens of the text, with its prefix.</summary>
    public int Tokens { get; init; }

    /// <summary>Anything that the caller wants to find here again, such as the item or path that the text came from.</summary>
    public object? Source { get; init; }

    /// <summary>The text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}

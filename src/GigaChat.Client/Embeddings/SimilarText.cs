namespace GigaChat;

/// <summary>A text that is near to what was searched for.</summary>
public sealed class SimilarText
{
    /// <summary>The cosine of the angle between both vectors: 1 for the same direction, 0 for nothing in common, down to -1.</summary>
    public double Score { get; init; }

    /// <summary>The text.</summary>
    public string Text => Item.Text;

    /// <summary>The item or path the text came from.</summary>
    public object? Source => Item.Source;

    /// <summary>The embedding as it was given.</summary>
    public required Embedding Item { get; init; }

    /// <summary>The text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}

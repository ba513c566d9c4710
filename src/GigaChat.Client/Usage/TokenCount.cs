namespace GigaChat;

/// <summary>How long a text is for a model. Only the text is counted: a request adds a few tokens for each message.</summary>
public sealed record TokenCount
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>Its tokens.</summary>
    public int Tokens { get; init; }

    /// <summary>Its characters, as the service counts them.</summary>
    public int Characters { get; init; }

    /// <summary>The model whose tokens these are.</summary>
    public string? Model { get; init; }

    /// <summary>Anything that the caller wants to find here again, such as the item or path that the text came from.</summary>
    public object? Source { get; init; }

    /// <summary>The text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}

namespace GigaChat;

/// <summary>A text as it is sent, and what its marks stand for.</summary>
/// <param name="Text">The masked text.</param>
/// <param name="Marks">The marks in it.</param>
/// <param name="Source">The item or path that the text came from.</param>
public sealed record MaskedText(string Text, IReadOnlyList<TextMark> Marks, object? Source)
{
    /// <summary>The masked text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}

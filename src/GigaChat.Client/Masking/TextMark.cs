namespace GigaChat;

/// <summary>A mark that stands in a text for something that was masked.</summary>
/// <param name="Mark">The mark, for example <c>[EMAIL_1]</c>.</param>
/// <param name="Kind">What it stands for: <c>EMAIL</c>.</param>
/// <param name="Value">The text that was masked.</param>
public sealed record TextMark(string Mark, string Kind, string Value)
{
    /// <summary>The mark, without its value.</summary>
    /// <returns><see cref="Mark"/>.</returns>
    public override string ToString() => Mark;
}

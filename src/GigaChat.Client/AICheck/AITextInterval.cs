namespace GigaChat;

/// <summary>A part of a text that a model seems to have written.</summary>
/// <param name="Start">Its first character, counted from 1 as the service does.</param>
/// <param name="End">Its last character.</param>
/// <param name="Text">The part itself.</param>
public sealed record AITextInterval(int Start, int End, string Text)
{
    /// <summary>The part.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    /// <summary>
    /// Cuts an interval out of its text. The service's documentation shows <c>[[1,262],[415,533]]</c> for 533
    /// characters, so both ends belong to it; a character is a code point, not half of a surrogate pair.
    /// </summary>
    internal static AITextInterval Of(string text, int start, int end)
    {
        int from = Unit(text, start - 1);
        int to = Math.Max(from, Unit(text, end));
        return new AITextInterval(start, end, text[from..to]);
    }

    private static int Unit(string text, int characters)
    {
        int unit = 0;
        for (int i = 0; i < characters && unit < text.Length; i++)
            unit += char.IsSurrogatePair(text, unit) ? 2 : 1;
        return unit;
    }
}

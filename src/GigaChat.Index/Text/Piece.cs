namespace GigaChat.Index.Text;

/// <summary>A part of a document that gets a vector of its own.</summary>
/// <param name="Line">The line of the document it begins in, counted from 1.</param>
/// <param name="Text">Its text.</param>
internal sealed record Piece(int Line, string Text)
{
    // No model refuses so short a text for its length.
    private const int ShortestToHalve = 40;

    /// <summary>The piece in two, cut between lines, sentences or words; null where it is too short for that.</summary>
    public (Piece First, Piece Second)? Halve()
    {
        if (Text.Length < ShortestToHalve)
            return null;
        int middle = (Text.Length / 2) + 1;
        int line = Text.LastIndexOf('\n', middle);
        int place = line > Text.Length / 4 ? line + 1 : LongLine.FindCut(Text, middle);
        return (new(Line, Text[..place].TrimEnd()), new(Line + Text.AsSpan(0, place).Count('\n'), Text[place..].TrimStart('\n')));
    }
}

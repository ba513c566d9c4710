namespace GigaChat.LongTexts;

/// <summary>A piece that was cut off a text.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="FirstLine">The line that it begins in, counted from 1.</param>
/// <param name="LastLine">The line that it ends in.</param>
internal sealed record CutText(string Text, long FirstLine, long LastLine)
{
    /// <summary>The piece as a part, its tokens counted.</summary>
    public TextPart ToPart(int tokens) => new(FirstLine, LastLine, Text.Length, tokens);
}

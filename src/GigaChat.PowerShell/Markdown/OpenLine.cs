namespace GigaChat.Commands.Markdown;

/// <summary>The last line of a text that is still arriving: how much of it can be shown.</summary>
internal static class OpenLine
{
    /// <summary>The beginning of the last line, up to the first mark that what follows may turn into a style.</summary>
    public static StyledText Cut(SourceMap map)
    {
        int last = map.LineCount - 1;
        int start = map.StartOf(last);
        // The heading of a table is known when the next line is there.
        if (map.IsDrawnAsWhole(last) || map.LineAt(last).Contains('|'))
            return new StyledText();
        int end = start;
        while (end < map.Source.Length && !MayBecomeStyle(map, end))
            end++;
        // Code that begins within emphasis may take the emphasis away.
        while (end < map.Source.Length && end > start && map.IsStyled(end - 1))
            end--;
        return map.Cut(start, end);
    }

    private static bool MayBecomeStyle(SourceMap map, int place)
    {
        if (map.IsUnderstood(place))
            return false;
        char next = place + 1 < map.Source.Length ? map.Source[place + 1] : '\0';
        return map.Source[place] switch
        {
            '`' or '[' => true,
            '*' or '~' => !char.IsWhiteSpace(next),
            '_' => place == 0 || !char.IsLetterOrDigit(map.Source[place - 1]),
            '<' => next is '/' or '!' or '?' or '\0' || char.IsAsciiLetter(next),
            _ => false,
        };
    }
}

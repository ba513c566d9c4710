namespace GigaChat.Emulator.Streaming;

/// <summary>Divides a text into pieces of about one length that never end inside a surrogate pair.</summary>
internal static class TextPieces
{
    public static IEnumerable<Range> Divide(string text, int count)
    {
        var start = 0;
        for (var i = 1; i <= count; i++)
        {
            var end = (int)((long)text.Length * i / count);
            if (end > 0 && end < text.Length && char.IsHighSurrogate(text[end - 1]))
                end++;
            // The piece before may have taken one unit more.
            end = Math.Max(end, start);
            yield return start..end;
            start = end;
        }
    }
}

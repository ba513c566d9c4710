namespace GigaChat.Index.Text;

/// <summary>Lines that are longer than a piece: cut behind a sentence, else between words, else anywhere.</summary>
internal static class LongLine
{
    /// <summary>The parts of a line, each of at most so many characters.</summary>
    public static IEnumerable<string> Split(string text, int size)
    {
        int start = 0;
        while (text.Length - start > size)
        {
            int end = start + FindCut(text.AsSpan(start, size + 1), size);
            yield return text[start..end];
            start = end;
        }
        yield return start == 0 ? text : text[start..];
    }

    /// <summary>Where to cut a text that has more than so many characters.</summary>
    public static int FindCut(ReadOnlySpan<char> text, int size)
    {
        ReadOnlySpan<char> part = text[..size];
        int half = size / 2;
        int place = -1;
        foreach (string end in (ReadOnlySpan<string>)[". ", "! ", "? ", "; "])
            place = Math.Max(place, part.LastIndexOf(end.AsSpan()) + 1);
        if (place > half)
            return place;
        place = part.LastIndexOf(' ') + 1;
        if (place > half)
            return place;
        // A character of two units stays whole.
        return char.IsHighSurrogate(part[^1]) && size > 1 ? size - 1 : size;
    }
}

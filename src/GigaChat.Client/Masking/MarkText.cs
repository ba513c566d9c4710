using System.Buffers;

namespace GigaChat.Masking;

/// <summary>
/// The form of marks, <c>[EMAIL_1]</c>. In Markdown a backslash may be before the underscore and the brackets, in the text of JSON two.
/// </summary>
internal static class MarkText
{
    // Two backslashes at each of three places, in the text of JSON within such a text four.
    private const int MaxLength = MarkTable.MaxLength + 16;

    private static readonly SearchValues<char> OtherCharacters = SearchValues.Create(" \t\r\n\"'");

    /// <summary>The mark that a text begins with, without backslashes.</summary>
    /// <param name="text">Begins with the opening bracket.</param>
    /// <param name="length">The characters up to the closing bracket, included.</param>
    /// <returns>Null where it begins with none.</returns>
    public static string? Read(ReadOnlySpan<char> text, out int length)
    {
        ReadOnlySpan<char> part = text[..Math.Min(text.Length, MaxLength)];
        length = part.IndexOf(']') + 1;
        if (length == 0 || part[1..length].Contains('[') || !part.Contains('_'))
            return null;
        string mark = part[..length].ToString().Replace("\\", "", StringComparison.Ordinal);
        return IsMark(mark) ? mark : null;
    }

    /// <summary>Whether a text is a mark.</summary>
    public static bool IsMark(string text)
    {
        int underscore = text.LastIndexOf('_');
        return underscore > 1 && underscore < text.Length - 2 && text.Length <= MarkTable.MaxLength && text[0] == '[' && text[^1] == ']'
            && text.AsSpan(underscore + 1, text.Length - underscore - 2).IndexOfAnyExceptInRange('0', '9') < 0
            && !text.AsSpan(1, underscore - 1).ContainsAny(OtherCharacters);
    }

    /// <summary>Where a text is cut so that no mark is cut in two.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cut">Where it would be cut; at the end of the text, where what follows is not known.</param>
    /// <returns>The same place, or the beginning of the mark around it.</returns>
    public static int AvoidCut(ReadOnlySpan<char> text, int cut)
    {
        int from = Math.Max(0, cut - MaxLength);
        int start = text[from..cut].LastIndexOf('[');
        if (start < 0)
            return cut;
        start += from;
        bool isCut = Read(text[start..], out int length) is not null
            ? start + length > cut : cut == text.Length && MayBecomeMark(text[start..]);
        if (!isCut)
            return cut;
        while (start > from && text[start - 1] == '\\')
            start--;
        return start;
    }

    private static bool MayBecomeMark(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength)
            return false;
        foreach (char c in text[1..])
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '\\'))
                return false;
        }
        return true;
    }
}

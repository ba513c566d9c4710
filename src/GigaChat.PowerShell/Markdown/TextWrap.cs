using System.Text;
using System.Text.RegularExpressions;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Markdown;

/// <summary>
/// Breaks lines between words. A word that is too long, such as an address, stays whole: what is copied from the screen must work.
/// </summary>
internal static partial class TextWrap
{
    private const int Narrowest = 20;

    /// <summary>Breaks a line for the screen; what follows is indented as its text is, behind bullets and bars.</summary>
    public static IReadOnlyList<StyledText> BreakLine(StyledText line, int width)
    {
        if (line.IsWhole || width < Narrowest || DisplayCells.Of(line.Text) <= width)
            return [line];
        string prefix = Prefix().Match(line.Text).Value;
        return prefix.Length > width / 2 ? Break(line, width) : Break(line, width, prefix.Length, Hang(line, prefix));
    }

    /// <summary>
    /// Breaks a line that may have two columns, with two blanks or more between them: what does not fit stands below in the second one.
    /// </summary>
    public static IEnumerable<string> BreakColumns(string line, int width)
    {
        if (width < Narrowest || DisplayCells.Of(line) <= width)
            return [line];
        int first = FirstColumn().Match(line).Length;
        StyledText text = new StyledText().Append(line);
        return (first > width / 2 ? Break(text, width) : Break(text, width, first, new StyledText().Append(new string(' ', first))))
            .Select(static part => part.Text);
    }

    /// <summary>Breaks a text into lines of a width.</summary>
    public static IReadOnlyList<StyledText> Break(StyledText line, int width) => Break(line, width, 0, null);

    private static List<StyledText> Break(StyledText line, int width, int prefixLength, StyledText? hang)
    {
        string text = line.Text;
        List<StyledText> lines = [];
        int start = 0;
        while (start < text.Length || lines.Count == 0)
        {
            int indent = lines.Count > 0 && hang is not null ? DisplayCells.Of(hang.Text) : 0;
            int end = FindEnd(text, start, width - indent, lines.Count == 0 ? prefixLength : 0);
            var part = new StyledText();
            if (lines.Count > 0 && hang is not null)
                part.Append(hang, 0, hang.Length);
            lines.Add(part.Append(line, start, end - start));
            start = end < text.Length ? end + 1 : end;
        }
        return lines;
    }

    // The last blank that still fits, else the first one behind; a blank of the line's prefix is none to break at.
    private static int FindEnd(string text, int start, int width, int prefixLength)
    {
        int cells = 0;
        int blank = -1;
        for (int i = start; i < text.Length;)
        {
            if (text[i] == ' ' && i >= start + prefixLength && i > start)
                blank = i;
            if (cells > width && blank >= 0)
                return blank;
            if (!Rune.TryGetRuneAt(text, i, out Rune rune))
                rune = Rune.ReplacementChar;
            cells += DisplayCells.Of(rune);
            if (cells > width && blank >= 0)
                return blank;
            i += rune.Utf16SequenceLength;
        }
        return text.Length;
    }

    private static StyledText Hang(StyledText line, string prefix)
    {
        var hang = new StyledText();
        for (int i = 0; i < prefix.Length; i++)
        {
            if (prefix[i] is '│' or '\t')
                hang.Append(line, i, 1);
            else
                hang.Append(' ', TextStyles.None);
        }
        return hang;
    }

    [GeneratedRegex(@"^[\s│]*(?:(?:[•*+-]|\d{1,9}[.)])\s+)?", RegexOptions.NonBacktracking)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^\S+(?: \S+)* {2,}", RegexOptions.NonBacktracking)]
    private static partial Regex FirstColumn();
}

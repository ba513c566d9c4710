using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace GigaChat.Index.Text;

/// <summary>
/// The text of HTML, line by line as it is in the file, so that a piece can be found there. Tags are left out; those of blocks end a
/// line, those of paragraphs and sections a paragraph. Read once from left to right, whatever is in it.
/// </summary>
/// <param name="html">The HTML.</param>
internal sealed class HtmlLines(string html)
{
    private static readonly FrozenSet<string> Paragraphs
        = "p|div|section|article|main|header|footer|nav|aside|ul|ol|dl|table|blockquote|pre|figure|form|hr|h1|h2|h3|h4|h5|h6|title|body"
            .Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Lines
        = "br|li|dt|dd|tr|caption|option|address".Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Cells = "td|th".Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What no browser shows as text.
    private static readonly FrozenSet<string> Hidden
        = "script|style|template|noscript|svg".Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly List<SourceLine> _lines = [];
    private readonly StringBuilder _text = new();
    private int _number = 1;
    private bool _isHeading;

    /// <summary>Reads it.</summary>
    public IReadOnlyList<SourceLine> Read()
    {
        int place = 0;
        while (place < html.Length)
        {
            int tag = html.IndexOf('<', place);
            AddText(html.AsSpan(place, (tag < 0 ? html.Length : tag) - place));
            if (tag < 0)
                break;
            place = ReadTag(tag);
        }
        EndLine();
        return _lines;
    }

    // Returns the place behind it. What is not closed reaches to the end.
    private int ReadTag(int start)
    {
        if (html.AsSpan(start).StartsWith("<!--", StringComparison.Ordinal))
            return Skip(start, "-->");
        (string name, bool isEnd) = NameOf(start);
        if (name.Length == 0 && !html.AsSpan(start).StartsWith("<!", StringComparison.Ordinal)
            && !html.AsSpan(start).StartsWith("<?", StringComparison.Ordinal))
        {
            // A sign for "less" in the text.
            _text.Append('<');
            return start + 1;
        }
        if (!isEnd && Hidden.Contains(name) && !IsEmptyElement(start, name))
            return Skip(Skip(start, "</" + name), ">");
        int end = Skip(start, ">");
        Apply(name, isEnd);
        return end;
    }

    // XHTML and SVG close an element in its own tag; what follows is not inside of it. A slash may also end a value without quotes.
    private bool IsEmptyElement(int start, string name)
    {
        int end = html.IndexOf('>', start);
        if (end < 0 || html[end - 1] != '/')
            return false;
        bool isBare = end - 1 == start + 1 + name.Length && name.Equals("svg", StringComparison.OrdinalIgnoreCase);
        return isBare || html[end - 2] is '"' or '\'' or ' ' or '\t' or '\n';
    }

    private void Apply(string name, bool isEnd)
    {
        if (Cells.Contains(name) && !isEnd && _text.Length > 0)
            _text.Append(" | ");
        else if (Lines.Contains(name))
            EndLine();
        else if (Paragraphs.Contains(name))
        {
            EndLine();
            _lines.Add(new(_number, ""));
            _isHeading = !isEnd && (name is ['h' or 'H', >= '1' and <= '6'] || name.Equals("title", StringComparison.OrdinalIgnoreCase));
        }
    }

    private int Skip(int start, string end)
    {
        int found = html.IndexOf(end, start, StringComparison.OrdinalIgnoreCase);
        int place = found < 0 ? html.Length : found + end.Length;
        for (int i = html.IndexOf('\n', start, place - start); i >= 0; i = html.IndexOf('\n', i + 1, place - i - 1))
            EndSourceLine();
        return place;
    }

    private (string Name, bool IsEnd) NameOf(int start)
    {
        bool isEnd = start + 1 < html.Length && html[start + 1] == '/';
        int first = start + (isEnd ? 2 : 1);
        int last = first;
        while (last < html.Length && last - first < 32 && char.IsAsciiLetterOrDigit(html[last]))
            last++;
        return (html[first..last], isEnd);
    }

    private void AddText(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('\n') is >= 0 and int end)
        {
            _text.Append(text[..end]);
            EndSourceLine();
            text = text[(end + 1)..];
        }
        _text.Append(text);
    }

    private void EndSourceLine()
    {
        EndLine();
        _number++;
    }

    // White space is a single blank in HTML.
    private void EndLine()
    {
        string[] words = WebUtility.HtmlDecode(_text.ToString()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        _text.Clear();
        if (words.Length > 0)
            _lines.Add(new(_number, string.Join(' ', words), _isHeading));
    }
}

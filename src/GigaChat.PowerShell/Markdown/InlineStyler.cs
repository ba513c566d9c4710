using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GigaChat.Commands.Markdown;

/// <summary>
/// Emphasis, code and links within a text. Each mark is looked for where the parser says that it stands, and stays where it is not
/// found.
/// </summary>
internal static class InlineStyler
{
    public static void Apply(SourceMap map, ContainerInline? inlines)
    {
        foreach (Inline inline in inlines?.Descendants() ?? [])
        {
            switch (inline)
            {
                case CodeInline code:
                    StyleCode(map, code);
                    break;
                case EmphasisInline emphasis:
                    StyleEmphasis(map, emphasis);
                    break;
                case LinkInline link:
                    StyleLink(map, link);
                    break;
                case AutolinkInline link:
                    StyleAddress(map, link.Span);
                    break;
            }
        }
    }

    private static void StyleCode(SourceMap map, CodeInline code)
    {
        int end = code.Span.End + 1;
        int marks = code.DelimiterCount;
        if (end - code.Span.Start <= 2 * marks || !AreMarks(map, code.Span.Start, marks, '`') || !AreMarks(map, end - marks, marks, '`'))
            return;
        map.Remove(code.Span.Start, code.Span.Start + marks);
        map.Remove(end - marks, end);
        map.Style(code.Span.Start, end, TextStyles.Code);
    }

    private static void StyleEmphasis(SourceMap map, EmphasisInline emphasis)
    {
        int start = emphasis.Span.Start;
        int end = emphasis.Span.End + 1;
        int marks = emphasis.DelimiterCount;
        char mark = emphasis.DelimiterChar;
        if (end - start <= 2 * marks || !AreMarks(map, start, marks, mark) || !AreMarks(map, end - marks, marks, mark))
            return;
        map.Style(start, end, mark == '~' ? TextStyles.Strikethrough : marks == 1 ? TextStyles.Italic : TextStyles.Bold);
        // __init__ and 2*3*4 are not meant as emphasis: without their marks they would say something else.
        if (mark == '_' || (marks == 1 && (IsWord(map, start - 1) || IsWord(map, end))))
            return;
        map.Remove(start, start + marks);
        map.Remove(end - marks, end);
    }

    // [text](address) becomes text (address): on a screen both are of use, and an address can always be seen before it is opened.
    private static void StyleLink(SourceMap map, LinkInline link)
    {
        if (link.IsAutoLink)
        {
            StyleAddress(map, link.Span);
            return;
        }
        int start = link.Span.Start;
        int label = link.IsImage ? start + 2 : start + 1;
        int labelEnd = link.LabelSpan.IsEmpty ? label : link.LabelSpan.End + 1;
        int address = link.UrlSpan.Start;
        bool isUnderstood = link.Reference is null && !link.UrlSpan.IsEmpty && map.Has(label - 1, '[') && map.Has(labelEnd, ']')
            && map.Has(labelEnd + 1, '(') && address > labelEnd + 1 && map.Has(link.Span.End, ')');
        if (!isUnderstood)
            return;
        map.Style(address, link.UrlSpan.End + 1, TextStyles.Underline);
        map.Remove(start, label);
        bool isSame = map.Source.AsSpan(label, labelEnd - label).SequenceEqual(map.Source.AsSpan(address, link.UrlSpan.Length));
        if (isSame && link.UrlSpan.End + 1 == link.Span.End)
            map.Remove(labelEnd, link.Span.End + 1);
        else
            map.Replace(labelEnd, " ", TextStyles.None);
    }

    private static void StyleAddress(SourceMap map, SourceSpan span)
    {
        bool isBracketed = map.Has(span.Start, '<') && map.Has(span.End, '>');
        map.Style(span.Start, span.End + 1, TextStyles.Underline);
        if (!isBracketed)
            return;
        map.Remove(span.Start, span.Start + 1);
        map.Remove(span.End, span.End + 1);
    }

    private static bool AreMarks(SourceMap map, int start, int count, char mark)
    {
        for (int i = start; i < start + count; i++)
        {
            if (!map.Has(i, mark))
                return false;
        }
        return true;
    }

    private static bool IsWord(SourceMap map, int place)
        => place >= 0 && place < map.Source.Length && char.IsLetterOrDigit(map.Source[place]);
}

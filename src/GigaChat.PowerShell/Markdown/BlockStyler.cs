using Markdig.Extensions.Tables;
using Markdig.Helpers;
using Markdig.Syntax;

namespace GigaChat.Commands.Markdown;

/// <summary>Headings, lists, quotes, code and rules: what becomes of their marks.</summary>
/// <param name="map">The source.</param>
/// <param name="width">The width of the screen.</param>
internal sealed class BlockStyler(SourceMap map, int width)
{
    private const int MaxRuleWidth = 40;

    public void Apply(MarkdownDocument document)
    {
        foreach (Block block in document)
            Style(block, isQuoted: false);
    }

    private void Style(Block block, bool isQuoted)
    {
        switch (block)
        {
            case HeadingBlock heading:
                StyleHeading(heading);
                break;
            case FencedCodeBlock fence:
                StyleFence(fence);
                break;
            case CodeBlock code:
                StyleCode(code);
                break;
            case ThematicBreakBlock rule:
                StyleRule(rule);
                break;
            case Table table:
                StyleTable(table, isQuoted);
                break;
            case LinkReferenceDefinitionGroup:
                break;
            case ContainerBlock container:
                StyleContainer(container, isQuoted);
                break;
            case LeafBlock leaf:
                InlineStyler.Apply(map, leaf.Inline);
                break;
        }
    }

    private void StyleContainer(ContainerBlock container, bool isQuoted)
    {
        if (container is QuoteBlock quote)
            StyleQuote(quote);
        else if (container is ListItemBlock { Parent: ListBlock { IsOrdered: false } list }
            && map.Has(container.Span.Start, list.BulletType))
            map.Replace(container.Span.Start, "•", TextStyles.None);
        foreach (Block child in container)
            Style(child, isQuoted || container is QuoteBlock);
    }

    private void StyleHeading(HeadingBlock heading)
    {
        InlineStyler.Apply(map, heading.Inline);
        int start = heading.Span.Start;
        int end = heading.IsSetext ? heading.Span.End + 1 : map.EndOf(heading.Line);
        map.Style(start, end, TextStyles.Heading);
        // The underline of the other kind of heading stays.
        if (heading.IsSetext || heading.Inline?.FirstChild is not { } first || !map.Has(start, '#') || first.Span.Start <= start)
            return;
        map.Remove(start, first.Span.Start);
        int last = end;
        while (map.Has(last - 1, '#') || map.Has(last - 1, ' '))
            last--;
        // A "#" that belongs to the last word stays.
        if (map.Has(last, ' '))
            map.Remove(last, end);
    }

    private void StyleFence(FencedCodeBlock fence)
    {
        int first = map.LineOf(fence.Span.Start);
        int opening = fence.Span.Start;
        int afterMarks = opening + fence.OpeningFencedCharCount;
        // The number of a list item may stand before the marks.
        bool isAlone = map.Source.AsSpan(map.StartOf(first), opening - map.StartOf(first)).IsWhiteSpace();
        if (isAlone && map.Source.AsSpan(afterMarks, map.EndOf(first) - afterMarks).IsWhiteSpace())
        {
            map.Hide(first);
        }
        else
        {
            // The name of the language stands where its code does: in the first column.
            map.Remove(isAlone ? map.StartOf(first) : opening, afterMarks);
            map.Style(afterMarks, map.EndOf(first), TextStyles.Faint);
        }
        int last = map.LineOf(Math.Max(fence.Span.End, opening));
        bool isClosed = fence.ClosingFencedCharCount > 0 && last > first && IsFence(map.LineAt(last), fence.FencedChar);
        if (isClosed)
            map.Hide(last);
        StyleCode(fence);
    }

    private static bool IsFence(ReadOnlySpan<char> line, char mark) => line.TrimStart("> \t").TrimEnd(" \t").Trim(mark) is [];

    // Without the indentation of a list around it, so that it can be pasted and run: here-strings end at the first column.
    private void StyleCode(CodeBlock code)
    {
        StringLineGroup lines = code.Lines;
        for (int i = 0; i < lines.Count; i++)
        {
            StringSlice slice = lines.Lines[i].Slice;
            int start = ReferenceEquals(slice.Text, map.Source) ? slice.Start : lines.Lines[i].Position;
            if (start < 0 || start > map.Source.Length)
                continue;
            int line = map.LineOf(start);
            map.KeepWhole(line);
            map.Style(start, map.EndOf(line), TextStyles.Code);
            if (code is FencedCodeBlock && map.Source.AsSpan(map.StartOf(line), start - map.StartOf(line)).IsWhiteSpace()
                && slice.Length > 0 && map.Has(start, slice[slice.Start]))
                map.Remove(map.StartOf(line), start);
        }
    }

    private void StyleRule(ThematicBreakBlock rule)
    {
        int start = rule.Span.Start;
        map.Remove(start, map.EndOf(rule.Line));
        map.Replace(start, new string('─', Math.Clamp(width - 1, 3, MaxRuleWidth)), TextStyles.Faint);
    }

    private void StyleQuote(QuoteBlock quote)
    {
        int last = map.LineOf(Math.Max(quote.Span.End, quote.Span.Start));
        if (map.Has(quote.Span.Start, '>'))
            map.Replace(quote.Span.Start, "│", TextStyles.Faint);
        for (int line = quote.Line; line <= last && line < map.LineCount; line++)
        {
            for (int place = map.StartOf(line); place < map.EndOf(line) && map.Source[place] is '>' or ' ' or '\t'; place++)
            {
                if (map.Source[place] == '>')
                    map.Replace(place, "│", TextStyles.Faint);
            }
        }
    }

    private void StyleTable(Table table, bool isQuoted)
    {
        foreach (LeafBlock leaf in table.Descendants<LeafBlock>())
            InlineStyler.Apply(map, leaf.Inline);
        if (!isQuoted)
            TableLayout.Draw(map, table, map.LineOf(Math.Max(table.Span.End, table.Span.Start)), width);
    }
}

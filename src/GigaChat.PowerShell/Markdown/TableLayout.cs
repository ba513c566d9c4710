using GigaChat.Commands.Infrastructure;
using Markdig.Extensions.Tables;

namespace GigaChat.Commands.Markdown;

/// <summary>A table in columns. One that the screen is too narrow for stays as it was written, its lines broken between words.</summary>
internal static class TableLayout
{
    private const int NarrowestColumn = 8;
    private const string Separator = " │ ";

    /// <summary>Draws a table in place of its lines.</summary>
    /// <param name="map">The source, its inlines styled.</param>
    /// <param name="table">The table.</param>
    /// <param name="last">Its last line.</param>
    /// <param name="width">The width of the screen.</param>
    public static void Draw(SourceMap map, Table table, int last, int width)
    {
        // The heading, the line of dashes, and at least one row.
        int first = table.Line;
        if (last <= first || !IsRuler(map.LineAt(first + 1)))
            return;
        int[] lines = [first, .. Enumerable.Range(first + 2, last - first - 1)];
        IReadOnlyList<StyledText>[] rows = [.. lines.Select(line => Split(map, line))];
        int columns = rows.Max(static row => row.Count);
        if (columns == 0 || FitColumns(rows, columns, width - 1) is not { } widths)
            return;
        TableColumnAlign?[] aligns
            = [.. Enumerable.Range(0, columns).Select(i => table.ColumnDefinitions.ElementAtOrDefault(i)?.Alignment)];
        for (int i = 0; i < rows.Length; i++)
            map.Draw(lines[i], DrawRow(rows[i], widths, aligns, i == 0 ? TextStyles.Heading : TextStyles.None));
        string rule = string.Join("─┼─", widths.Select(static cells => new string('─', cells)));
        map.Draw(first + 1, [new StyledText(isWhole: true).Append(rule, TextStyles.Faint)]);
    }

    private static bool IsRuler(ReadOnlySpan<char> line) => line.Contains('-') && line.Trim("|-: \t>") is [];

    /// <summary>The cells of a row: between bars that are neither escaped nor within code.</summary>
    private static List<StyledText> Split(SourceMap map, int line)
    {
        List<StyledText> cells = [];
        int end = map.EndOf(line);
        int start = map.StartOf(line);
        while (start < end && char.IsWhiteSpace(map.Source[start]))
            start++;
        while (end > start && char.IsWhiteSpace(map.Source[end - 1]))
            end--;
        if (map.Has(start, '|'))
            start++;
        int from = start;
        for (int i = start; i <= end; i++)
        {
            bool isBar = i == end || (map.Source[i] == '|' && !map.Has(i - 1, '\\') && !map.IsCode(i));
            if (!isBar)
                continue;
            // Nothing follows the bar at the end.
            if (i < end || from < end || cells.Count == 0)
                cells.Add(Trim(map, from, i));
            from = i + 1;
        }
        return cells;
    }

    private static StyledText Trim(SourceMap map, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(map.Source[start]))
            start++;
        while (end > start && char.IsWhiteSpace(map.Source[end - 1]))
            end--;
        return map.Cut(start, end);
    }

    // As wide as their text; where that is too much, the widest gives way first, down to its longest word.
    private static int[]? FitColumns(IReadOnlyList<StyledText>[] rows, int columns, int width)
    {
        int[] widths = new int[columns];
        int[] least = new int[columns];
        foreach (IReadOnlyList<StyledText> row in rows)
        {
            for (int i = 0; i < row.Count; i++)
            {
                string text = row[i].Text;
                widths[i] = Math.Max(widths[i], DisplayCells.Of(text));
                foreach (string word in text.Split(' '))
                    least[i] = Math.Max(least[i], Math.Min(widths[i], Math.Max(NarrowestColumn, DisplayCells.Of(word))));
            }
        }
        int excess = widths.Sum() + (Separator.Length * (columns - 1)) - Math.Max(width, 20);
        for (; excess > 0; excess--)
        {
            int widest = Enumerable.Range(0, columns).Where(i => widths[i] > least[i]).DefaultIfEmpty(-1).MaxBy(i => i < 0 ? 0 : widths[i]);
            if (widest < 0)
                return null;
            widths[widest]--;
        }
        return widths;
    }

    private static List<StyledText> DrawRow(IReadOnlyList<StyledText> row, int[] widths, TableColumnAlign?[] aligns, TextStyles style)
    {
        IReadOnlyList<StyledText>[] cells
            = [.. widths.Select((cells, i) => i < row.Count ? TextWrap.Break(row[i], cells) : [new StyledText()])];
        List<StyledText> lines = [];
        for (int n = 0; n < cells.Max(static cell => cell.Count); n++)
        {
            var line = new StyledText(isWhole: true);
            for (int i = 0; i < widths.Length; i++)
            {
                StyledText part = n < cells[i].Count ? cells[i][n] : new StyledText();
                int free = Math.Max(widths[i] - DisplayCells.Of(part.Text), 0);
                int before = aligns[i] switch { TableColumnAlign.Right => free, TableColumnAlign.Center => free / 2, _ => 0 };
                if (i > 0)
                    line.Append(Separator, TextStyles.Faint);
                line.Append(new string(' ', before)).Append(part, 0, part.Length, style);
                if (i < widths.Length - 1)
                    line.Append(new string(' ', free - before));
            }
            lines.Add(line);
        }
        return lines;
    }
}

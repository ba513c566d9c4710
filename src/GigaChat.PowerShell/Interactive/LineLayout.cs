using System.Globalization;
using System.Text;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Interactive;

/// <summary>
/// How a line lies on a screen: broken where the screen ends, wide characters in two cells. Of a text with more rows than the screen has,
/// the rows around the cursor: what has left the screen cannot be drawn again.
/// </summary>
internal sealed class LineLayout
{
    private const int TabWidth = 8;
    private const char Cut = '…';

    private readonly int _width;
    private readonly List<StringBuilder> _rows = [new StringBuilder()];

    /// <summary>Lays text out from the beginning of a row.</summary>
    /// <param name="text">The text; line breaks in it begin a row.</param>
    /// <param name="cursor">A place in it.</param>
    /// <param name="width">The cells of a row.</param>
    /// <param name="height">The rows of the screen.</param>
    public LineLayout(string text, int cursor, int width, int height = int.MaxValue)
    {
        _width = width;
        int place = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (place == cursor)
                MarkCursor();
            place += rune.Utf16SequenceLength;
            Put(rune);
        }
        if (place <= cursor)
            MarkCursor();
        Row = _rows.Count - 1;
        if (_rows.Count > height)
            CutTo(Math.Max(2, height));
    }

    /// <summary>The text with the line breaks of the screen.</summary>
    public string Output => string.Join("\r\n", _rows);

    /// <summary>The row of its end, from 0.</summary>
    public int Row { get; private set; }

    /// <summary>The row of the cursor.</summary>
    public int CursorRow { get; private set; }

    /// <summary>The column of the cursor, from 0.</summary>
    public int CursorColumn { get; private set; }

    private int Column { get; set; }

    // The cursor stays in sight; the row above what is shown says that there is more.
    private void CutTo(int height)
    {
        int first = Math.Clamp(CursorRow - height + 1, 0, _rows.Count - height);
        _rows.RemoveRange(first + height, _rows.Count - first - height);
        _rows.RemoveRange(0, first);
        CursorRow -= first;
        Row = height - 1;
        if (first > 0 && CursorRow > 0)
            _rows[0].Clear().Append(Cut);
    }

    private void Put(Rune rune)
    {
        if (rune.Value == '\n')
        {
            Break();
            return;
        }
        if (rune.Value == '\t')
        {
            int end = Math.Min(_width, (Column / TabWidth + 1) * TabWidth);
            PutCells(new string(' ', end - Column), end - Column);
            return;
        }
        // Characters that change the direction of text would show another line than the one that is sent.
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control || IsDirection(rune.Value))
            return;
        PutCells(rune.ToString(), DisplayCells.Of(rune));
    }

    private void PutCells(string text, int cells)
    {
        if (Column + cells > _width)
            Break();
        _rows[^1].Append(text);
        Column += cells;
        // A full row ends at once: what terminals do at their edge differs.
        if (Column == _width)
            Break();
    }

    private void Break()
    {
        _rows.Add(new StringBuilder());
        Column = 0;
    }

    private void MarkCursor() => (CursorRow, CursorColumn) = (_rows.Count - 1, Column);

    private static bool IsDirection(int value)
        => value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}

using System.Text;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Interactive;

/// <summary>How a line lies on a screen: broken where the screen ends, wide characters in two cells.</summary>
internal sealed class LineLayout
{
    private readonly int _width;
    private readonly StringBuilder _output = new();

    /// <summary>Lays text out from the beginning of a row.</summary>
    /// <param name="text">The text; line breaks in it begin a row.</param>
    /// <param name="cursor">A place in it.</param>
    /// <param name="width">The cells of a row.</param>
    public LineLayout(string text, int cursor, int width)
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
    }

    /// <summary>The text with the line breaks of the screen.</summary>
    public string Output => _output.ToString();

    /// <summary>The row of its end, from 0.</summary>
    public int Row { get; private set; }

    /// <summary>The row of the cursor.</summary>
    public int CursorRow { get; private set; }

    /// <summary>The column of the cursor, from 0.</summary>
    public int CursorColumn { get; private set; }

    private int Column { get; set; }

    private void Put(Rune rune)
    {
        if (rune.Value == '\n')
        {
            Break();
            return;
        }
        int cells = DisplayCells.Of(rune);
        if (Column + cells > _width)
            Break();
        _output.Append(rune.ToString());
        Column += cells;
        // A full row ends at once: what terminals do at their edge differs.
        if (Column == _width)
            Break();
    }

    private void Break()
    {
        _output.Append("\r\n");
        Row++;
        Column = 0;
    }

    private void MarkCursor() => (CursorRow, CursorColumn) = (Row, Column);
}

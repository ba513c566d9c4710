using System.Globalization;
using System.Text;

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
        int cells = Cells(rune);
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

    /// <summary>The cells of a character: none for marks on others, two for ideographs and pictures.</summary>
    internal static int Cells(Rune rune) => rune.Value switch
    {
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6
            or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => TakesNoCell(Rune.GetUnicodeCategory(rune)) ? 0 : 1,
    };

    private static bool TakesNoCell(UnicodeCategory category)
        => category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control;
}

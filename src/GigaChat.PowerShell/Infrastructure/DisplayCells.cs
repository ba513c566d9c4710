using System.Globalization;
using System.Text;

namespace GigaChat.Commands.Infrastructure;

/// <summary>How much of a line on a screen text takes.</summary>
internal static class DisplayCells
{
    /// <summary>The cells of a character: none for marks on others, two for ideographs and pictures.</summary>
    public static int Of(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => 1,
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6
            or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => TakesNoCell(Rune.GetUnicodeCategory(rune)) ? 0 : 1,
    };

    /// <summary>The cells of a text.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes())
            cells += Of(rune);
        return cells;
    }

    private static bool TakesNoCell(UnicodeCategory category)
        => category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control;
}

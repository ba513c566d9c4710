using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Interactive;

namespace GigaChat.Commands.Tests.Interactive;

public sealed class LineLayoutTests
{
    [Theory]
    [InlineData("абв", 3, "абв", 0, 0, 3)]
    [InlineData("абв", 0, "абв", 0, 0, 0)]
    [InlineData("абвгд", 5, "абвгд\r\n", 1, 1, 0)]
    [InlineData("абвгде", 5, "абвгд\r\nе", 1, 1, 0)]
    [InlineData("абвгде", 4, "абвгд\r\nе", 1, 0, 4)]
    [InlineData("абвг🙂", 6, "абвг\r\n🙂", 1, 1, 2)]
    [InlineData("абв🙂", 5, "абв🙂\r\n", 1, 1, 0)]
    [InlineData("а\nб", 3, "а\r\nб", 1, 1, 1)]
    [InlineData("", 0, "", 0, 0, 0)]
    public void Text_breaks_where_the_screen_ends(string text, int cursor, string output, int row, int cursorRow, int cursorColumn)
    {
        var layout = new LineLayout(text, cursor, 5);
        Assert.Equal((output, row, cursorRow, cursorColumn), (layout.Output, layout.Row, layout.CursorRow, layout.CursorColumn));
    }

    [Theory]
    [InlineData("я", 1)]
    [InlineData("中", 2)]
    [InlineData("🙂", 2)]
    [InlineData("\u0301", 0)]
    [InlineData("\u200D", 0)]
    [InlineData("–", 1)]
    public void Characters_take_their_cells(string character, int cells)
        => Assert.Equal(cells, DisplayCells.Of(character.EnumerateRunes().First()));
}

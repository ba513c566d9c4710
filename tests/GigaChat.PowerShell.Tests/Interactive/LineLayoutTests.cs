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
    [InlineData("a\tb", 3, "a       b", 9)]
    [InlineData("a\u202Eb\u001B", 4, "ab", 2)]
    public void A_tab_is_spaces_and_what_turns_text_round_is_not_drawn(string text, int cursor, string output, int cursorColumn)
    {
        var layout = new LineLayout(text, cursor, 20);
        Assert.Equal((output, cursorColumn), (layout.Output, layout.CursorColumn));
    }

    [Theory]
    [InlineData(11, "…\r\n5\r\n6", 2, 2, 1)]
    [InlineData(6, "…\r\n3\r\n4", 2, 2, 0)]
    [InlineData(0, "1\r\n2\r\n3", 2, 0, 0)]
    public void Of_a_text_that_is_higher_than_the_screen_the_rows_around_the_cursor_are_drawn(
        int cursor, string output, int row, int cursorRow, int cursorColumn)
    {
        var layout = new LineLayout("1\n2\n3\n4\n5\n6", cursor, 5, 3);
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

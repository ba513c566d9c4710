using System.Globalization;
using GigaChat.Core;

namespace GigaChat.Tests.Core;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("Привет, мир! 100 % — «да»", "Привет, мир! 100 % — «да»")]
    [InlineData("a\u001b[2Jb", @"a\u{1B}[2Jb")]
    [InlineData("a\u009b31mb", @"a\u{9B}31mb")]
    [InlineData("a\u007f\0b", @"a\u{7F}\u{00}b")]
    [InlineData("файл\u202egpj.exe", @"файл\u{202E}gpj.exe")]
    [InlineData("a\u200bb\ufeffc", @"a\u{200B}b\u{FEFF}c")]
    [InlineData("a\u2028b\u2029c", @"a\u{2028}b\u{2029}c")]
    [InlineData("один\r\nдва\tтри", @"один\r\nдва\tтри")]
    [InlineData("\U000E0041", @"\u{E0041}")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void One_line_makes_what_acts_visible(string? text, string shown) => Assert.Equal(shown, VisibleText.OneLine(text));

    [Fact]
    public void A_lone_surrogate_is_a_code_point_and_a_pair_is_its_character()
        => Assert.Equal(@"\u{D83D}😀", VisibleText.OneLine("\ud83d" + "😀"));

    [Fact]
    public void Lines_keeps_line_ends_tabs_and_the_joiners_of_emoji()
        => Assert.Equal("один\r\n\tдва 👩‍👩‍👧 \\u{200D}x", VisibleText.Lines("один\r\n\tдва 👩‍👩‍👧 \u200dx"));

    [Fact]
    public void Lines_shows_a_carriage_return_that_would_let_the_line_be_overwritten()
        => Assert.Equal("rm -rf \\rls\r\n", VisibleText.Lines("rm -rf \rls\r\n"));

    [Theory]
    [InlineData(10, "aaaaaaaaaa… (+1,224 characters)")]
    [InlineData(1234, null)]
    public void What_is_beyond_the_limit_is_counted(int maximum, string? shown)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        string text = new('a', 1234);
        Assert.Equal(shown ?? text, VisibleText.OneLine(text, maximum));
    }

    [Fact]
    public void The_limit_holds_for_what_is_shown_and_cuts_no_code_point()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        Assert.Equal(@"ab… (+2 characters)", VisibleText.OneLine("ab\u001bc", 5));
        Assert.Equal("a… (+2 characters)", VisibleText.OneLine("a😀", 2));
    }

    [Fact]
    public void IsPlain_agrees_with_what_is_shown_for_every_character()
        => Assert.All(Enumerable.Range(0, 0x10000).Select(static value => $"a{(char)value}b"),
            static text => Assert.Equal(VisibleText.OneLine(text) == text, VisibleText.IsPlain(text)));

    [Theory]
    [InlineData("отчёт\u3164", @"отчёт\u{3164}")]
    [InlineData("отчёт\u2800.txt", @"отчёт\u{2800}.txt")]
    [InlineData("а\u034Fб", @"а\u{34F}б")]
    [InlineData("а\uFE01\U000E0101", @"а\u{FE01}\u{E0101}")]
    [InlineData("❤\uFE0F", "❤\uFE0F")]
    [InlineData("한글 é ё", "한글 é ё")]
    public void Letters_that_leave_no_mark_are_seen_on_one_line(string text, string shown)
    {
        Assert.Equal(shown, VisibleText.OneLine(text));
        Assert.Equal(text, VisibleText.Lines(text));
    }
}

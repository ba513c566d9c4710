using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Tests.Infrastructure;

public sealed class QuestionTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("C:\\Мои   файлы", "C:\\Мои   файлы")]
    [InlineData("а    [Y] Yes", @"а   \u{20}[Y] Yes")]
    [InlineData("    а", @"   \u{20}а")]
    [InlineData("а \u00A0\u3000 \u2003б   в", "а \u00A0\u3000\\u{20}\\u{2003}б   в")]
    [InlineData("а\n    б\u001b[2J  ", @"а\n   \u{20}б\u{1B}[2J  ")]
    public void It_is_one_line_without_blanks_that_move_what_follows_to_a_line_of_its_own(string? text, string shown)
        => Assert.Equal(shown, QuestionText.From(text, 100));

    [Fact]
    public void What_is_shown_of_a_text_is_shown_again_as_it_is()
    {
        string shown = QuestionText.From(new string(' ', 300) + "Read the file?\r\n", 10_000);
        Assert.Equal(shown, QuestionText.From(shown, 10_000));
    }
}

using System.Globalization;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Markdown;
using GigaChat.Resources;

namespace GigaChat.Commands.Tests.Markdown;

public sealed class TextWrapTests
{
    private const int Width = 79;

    [Theory]
    [InlineData("en-US")]
    [InlineData("ru-RU")]
    public void The_help_of_the_chat_keeps_its_two_columns_on_a_narrow_screen(string culture)
    {
        string help = InteractiveMessages.ResourceManager.GetString(nameof(InteractiveMessages.Help), CultureInfo.GetCultureInfo(culture))!;
        string[] written = help.Split('\n');
        int column = written[0].IndexOf("  ", StringComparison.Ordinal);
        while (written[0][column] == ' ')
            column++;
        string[] shown = [.. written.SelectMany(static line => TextWrap.BreakColumns(line, Width))];
        Assert.True(shown.Length > written.Length);
        Assert.All(shown, line =>
        {
            Assert.InRange(DisplayCells.Of(line), column + 1, Width);
            Assert.Equal("  ", line[(column - 2)..column]);
            Assert.NotEqual(' ', line[column]);
        });
        Assert.Equal(Words(help), Words(string.Join('\n', shown)));
    }

    [Fact]
    public void A_sentence_is_broken_between_words_and_an_address_stays_whole()
    {
        string address = "https://example.org/" + new string('a', 90);
        string sentence = $"Ответ достиг предельной длины и обрезан; подробности администратор найдёт на странице по адресу {address}";
        string[] lines = [.. TextWrap.BreakColumns(sentence, Width)];
        Assert.Equal(3, lines.Length);
        Assert.Equal(address, lines[^1]);
        Assert.InRange(lines[0].Length, Width / 2, Width);
        Assert.Equal(Words(sentence), Words(string.Join('\n', lines)));
    }

    [Theory]
    [InlineData("/exit  выйти", Width)]
    [InlineData("строка, для которой ширина неизвестна, потому что экрана нет", 0)]
    public void What_fits_or_has_no_screen_is_left_alone(string line, int width)
        => Assert.Equal(line, Assert.Single(TextWrap.BreakColumns(line, width)));

    private static string[] Words(string text) => text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}

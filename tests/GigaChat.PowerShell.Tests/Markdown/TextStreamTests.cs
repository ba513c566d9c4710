using System.Text;
using GigaChat.Commands.Markdown;

namespace GigaChat.Commands.Tests.Markdown;

public sealed class TextStreamTests
{
    private static readonly AnsiPalette Palette = new();

    private const string Answer =
        "# Итог\n\nТекст **жирный**\nи дальше.\n\n- а\n  - б | в\n- г\n\n| к | л |\n|---|---|\n| 1 | 2 |\n| 333 | 4 |\n\n"
        + "```powershell\nGet-Item | Out-Null\n# не заголовок\n\n**не жирно**\n```\nконец\n\n> цитата";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void A_stream_shows_what_the_whole_text_would(int size)
    {
        string whole = string.Join('\n', MarkdownText.ToLines(Answer, 200, Palette));
        Assert.Equal(whole, Stream(Answer, size, Palette));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(1000)]
    public void Its_lines_are_broken_between_words_as_those_of_the_whole_text(int size)
    {
        const string Text = "- проверьте очередь печати и драйвер, который установлен на сервере\n\n"
            + "см. https://example.org/an/address/that/is/longer/than/the/screen и журнал\n";
        string whole = string.Join('\n', MarkdownText.ToLines(Text.TrimEnd('\n'), 30, Palette));
        string shown = Stream(Text.TrimEnd('\n'), size, Palette, 30);
        Assert.Equal(whole, shown);
        Assert.StartsWith("• проверьте очередь печати и\n  драйвер, который установлен\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_is_shown_as_soon_as_it_has_ended()
    {
        var shown = new StringBuilder();
        var stream = new TextStream(text => shown.Append(text), 80, Palette);
        stream.Append("**раз**");
        Assert.Equal("", shown.ToString());
        stream.Append("\nд");
        Assert.Equal("\u001b[1mраз\u001b[0m", shown.ToString());
        stream.Append("ва\n```\nкод\n");
        Assert.EndsWith("два\n\u001b[36mкод\u001b[0m", shown.ToString(), StringComparison.Ordinal);
        Assert.True(stream.IsLineOpen);
    }

    [Fact]
    public void Without_styles_each_piece_is_shown_at_once()
    {
        var shown = new StringBuilder();
        var stream = new TextStream(text => shown.Append(text), 80, null);
        stream.Append("**ра");
        Assert.Equal("**ра", shown.ToString());
    }

    [Theory]
    [InlineData("👨‍👩‍👧 и 😀")]
    [InlineData("раз\r\nдва\rтри")]
    [InlineData("\u001b]0;заголовок\a\u202Eобратно\ud800")]
    public void Pieces_that_cut_a_character_in_two_change_nothing(string text)
    {
        Assert.Equal(ShownText.From(text), Stream(text, 1, null));
        Assert.Equal(ShownText.From(text), Stream(text, 1, Palette));
    }

    private static string Stream(string text, int size, AnsiPalette? palette, int width = 200)
    {
        var shown = new StringBuilder();
        var stream = new TextStream(piece => shown.Append(piece), width, palette);
        for (int i = 0; i < text.Length; i += size)
            stream.Append(text.Substring(i, Math.Min(size, text.Length - i)));
        stream.Finish();
        return shown.ToString();
    }
}

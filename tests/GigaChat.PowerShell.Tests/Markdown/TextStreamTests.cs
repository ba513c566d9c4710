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
    public void A_paragraph_is_shown_by_lines_of_the_screen_before_it_ends()
    {
        var shown = new StringBuilder();
        var stream = new TextStream(text => shown.Append(text), 30, Palette);
        stream.Append("Очередь печати **остановлена**, и ");
        stream.Append("служба ");
        Assert.Equal("Очередь печати \u001b[1mостановлена\u001b[0m, и", shown.ToString());
        stream.Append("spool_srv не запускается. Проверьте *журнал, и потом ещё раз журнал, и ещё раз");
        // What follows an asterisk waits for the other one.
        Assert.EndsWith("\nслужба spool_srv не", shown.ToString(), StringComparison.Ordinal);
        stream.Append(" журнал* событий.");
        stream.Finish();
        Assert.EndsWith("\nсобытий.", shown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('*', shown.ToString());
    }

    [Theory]
    [InlineData("раз два три четыре пять **шесть семь восемь девять** десять *и* snake_case_name, 2 * 3 < 4, `код и ещё код` конец")]
    [InlineData("- пункт, который **длиннее** экрана и [ссылка в нём](https://example.org/a/b) и что-то после неё, и ещё что-то\n- другой")]
    [InlineData("*раз `два* три четыре пять шесть семь` восемь девять десять одиннадцать двенадцать")]
    [InlineData("раз **два *три четыре пять* шесть семь восемь девять** десять ***одиннадцать** двенадцать*")]
    [InlineData("> цитата, которая длиннее экрана, с *выделенным словом* и ![картинкой](https://example.org/c.png) в ней")]
    [InlineData("# Заголовок, который длиннее экрана и содержит `код`, и ещё слова, чтобы не уместиться")]
    [InlineData("первый | второй столбец, который длиннее экрана и переносится\n|---|---|\n| 1 | 2 |\n\nконец")]
    [InlineData("    код с отступом, который длиннее экрана и не переносится никогда")]
    public void What_is_shown_early_is_shown_as_in_the_whole_text(string text)
    {
        string whole = string.Join('\n', MarkdownText.ToLines(text, 30, Palette));
        foreach (int size in (int[])[1, 2, 3, 7, 40])
            Assert.Equal(whole, Stream(text, size, Palette, 30));
    }

    [Fact]
    public void A_line_that_becomes_the_heading_of_a_table_is_not_lost()
    {
        string shown = Stream("раз два три четыре пять шесть семь восемь девять | десять\n|---|---|\n| а | б |", 1, Palette, 30);
        foreach (string word in (string[])["раз", "шесть", "девять", "десять", "б"])
            Assert.Contains(word, shown, StringComparison.Ordinal);
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

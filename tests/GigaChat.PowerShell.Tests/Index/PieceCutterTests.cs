using GigaChat.Index.Text;

namespace GigaChat.Tests.Index;

public class PieceCutterTests
{
    [Fact]
    public void Markdown_is_cut_before_headings_and_headings_without_text_stay_together()
    {
        const string Text = "# Отпуск\n\n## За свой счёт\n\nЗаявление за три дня.\n\n```\n# не заголовок\n```\n\n## Ежегодный\n28 дней.\n";
        IReadOnlyList<Piece> pieces = Cut(DocumentKind.Markdown, Text, 1000);
        Assert.Equal([1, 11], pieces.Select(static piece => piece.Line));
        Assert.StartsWith("# Отпуск\n\n## За свой счёт", pieces[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("# не заголовок\n```", pieces[0].Text, StringComparison.Ordinal);
        Assert.Equal("## Ежегодный\n28 дней.", pieces[1].Text);
    }

    [Fact]
    public void Paragraphs_stay_whole_where_they_fit()
    {
        string[] paragraphs = [.. Enumerable.Range(1, 6).Select(static i => $"Абзац {i}. " + new string('я', 30) + "\nвторая строка")];
        IReadOnlyList<Piece> pieces = Cut(DocumentKind.Text, string.Join("\n\n", paragraphs), 130);
        Assert.Equal(paragraphs.Chunk(2).Select(static two => string.Join("\n\n", two)), pieces.Select(static piece => piece.Text));
        Assert.Equal([1, 7, 13], pieces.Select(static piece => piece.Line));
    }

    [Fact]
    public void A_long_paragraph_is_cut_between_lines_and_a_long_line_behind_a_sentence()
    {
        string line = string.Join(' ', Enumerable.Range(1, 20).Select(static i => $"Предложение номер {i} кончается здесь."));
        IReadOnlyList<Piece> pieces = Cut(DocumentKind.Text, $"первая\nвторая\n{line}\nпоследняя", 200);
        Assert.All(pieces, static piece => Assert.InRange(piece.Text.Length, 1, 200));
        Assert.All(pieces.Where(static piece => piece.Line == 3).SkipLast(1), static piece => Assert.EndsWith(".", piece.Text));
        Assert.Equal(
            $"первая вторая {line} последняя",
            string.Join(' ', pieces.Select(static piece => piece.Text.Replace('\n', ' ').Trim())));
    }

    [Fact]
    public void No_character_of_two_units_is_torn()
    {
        IReadOnlyList<Piece> pieces = Cut(DocumentKind.Text, string.Concat(Enumerable.Repeat("🐈", 200)), 101);
        Assert.All(pieces, static piece => Assert.False(char.IsHighSurrogate(piece.Text[^1])));
        Assert.Equal(400, pieces.Sum(static piece => piece.Text.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\r\n ")]
    public void Nothing_has_no_pieces(string text) => Assert.Empty(Cut(DocumentKind.Text, text, 100));

    [Theory]
    [InlineData("<p>Раз</p><script src=\"a.js\"/><p>Два</p>")]
    [InlineData("<p>Раз</p><svg viewBox='0 0 1 1' /><p>Два</p>")]
    [InlineData("<p>Раз</p><script src=\"a.js\" /></script><p>Два</p>")]
    [InlineData("<p>Раз</p><svg><path d='M0'/>тайна</svg><p>Два</p>")]
    [InlineData("<p>Раз</p><svg/><p>Два</p>")]
    [InlineData("<p>Раз</p><script src=/js/>тайна</script><p>Два</p>")]
    public void Html_behind_an_element_that_its_own_tag_closes_is_read(string html)
    {
        string text = string.Join(' ', Cut(DocumentKind.Html, html, 1000).Select(static piece => piece.Text));
        Assert.Equal("Раз Два", string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Html_is_its_text_with_the_lines_of_the_file()
    {
        const string Html = "<!DOCTYPE html>\n<html><head><title>Правила</title>\n<style>p { color: red }</style>\n<script>\n"
            + "if (a<b) x();\n</script></head>\n<body><h1>Отпуск</h1>\n<p>28&nbsp;дней &amp; ещё\nдва.</p><!-- скрыто\n-->\n"
            + "<h2>Пропуск</h2><p>У охраны: 5 < 6</p>";
        IReadOnlyList<Piece> pieces = Cut(DocumentKind.Html, Html, 1000);
        Assert.Equal(["Правила\n\nОтпуск\n\n28 дней & ещё\nдва.", "Пропуск\n\nУ охраны: 5 < 6"], pieces.Select(Squeeze));
        Assert.Equal([2, 11], pieces.Select(static piece => piece.Line));
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<p")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("<p>текст</p ")]
    public void Html_that_never_ends_is_read_at_once(string unit)
    {
        string html = string.Concat(Enumerable.Repeat(unit, 200_000 / unit.Length));
        DateTime begin = DateTime.UtcNow;
        _ = Cut(DocumentKind.Html, html, 1000);
        Assert.InRange(DateTime.UtcNow - begin, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("а/README", DocumentKind.Text)]
    [InlineData("а.MD", DocumentKind.Markdown)]
    [InlineData("а.html", DocumentKind.Html)]
    [InlineData("а.ps1", DocumentKind.Text)]
    [InlineData("а.png", null)]
    [InlineData("а.docx", null)]
    [InlineData("программа", null)]
    public void The_name_says_what_a_file_is(string path, object? kind) => Assert.Equal(kind, DocumentName.Find(path));

    private static IReadOnlyList<Piece> Cut(DocumentKind kind, string text, int size)
        => PieceCutter.Cut(DocumentLines.Of(kind, text), size);

    private static string Squeeze(Piece piece)
        => string.Join('\n', piece.Text.Split('\n').Where((line, i) => line.Length > 0 || piece.Text.Split('\n')[i - 1].Length > 0));
}

using GigaChat.Commands.Markdown;

namespace GigaChat.Commands.Tests.Markdown;

/// <summary>Markdown on a screen, with <c>$PSStyle</c>'s own sequences.</summary>
public sealed class MarkdownTextTests
{
    private static readonly AnsiPalette Palette = new();

    [Theory]
    [InlineData("# Итог", "␛[32;1mИтог␛[0m")]
    [InlineData("## Итог ##", "␛[32;1mИтог␛[0m")]
    [InlineData("это **важно** и *курсив*", "это ␛[1mважно␛[0m и ␛[3mкурсив␛[0m")]
    [InlineData("~~нет~~", "␛[9mнет␛[0m")]
    [InlineData("`Get-Process -Id 1`", "␛[36mGet-Process -Id 1␛[0m")]
    [InlineData("- пункт", "• пункт")]
    [InlineData("3. третий\n4. четвёртый", "3. третий\n4. четвёртый")]
    [InlineData("- а\n  - б", "• а\n  • б")]
    [InlineData("> цитата", "␛[2m│␛[0m цитата")]
    [InlineData("[сайт](https://ya.ru/a_b_c)", "сайт (␛[4mhttps://ya.ru/a_b_c␛[0m)")]
    [InlineData("[https://ya.ru](https://ya.ru)", "https://ya.ru")]
    [InlineData("<https://ya.ru>", "␛[4mhttps://ya.ru␛[0m")]
    [InlineData("```powershell\n$a = 1\n```", "␛[2mpowershell␛[0m\n␛[36m$a = 1␛[0m")]
    [InlineData("1. Шаг\n\n   ```\n   @'\n   а\n   '@\n   ```", "1. Шаг\n\n␛[36m@'␛[0m\n␛[36mа␛[0m\n␛[36m'@␛[0m")]
    public void Marks_that_are_understood_become_styles(string source, string shown) => Assert.Equal(shown, Render(source));

    [Theory]
    [InlineData("2*3*4", "2␛[3m*3*␛[0m4")]
    [InlineData("__init__", "␛[1m__init__␛[0m")]
    [InlineData(@"C:\*.log и C:\_temp", @"C:\*.log и C:\_temp")]
    [InlineData("*.log и *.txt", "*.log и *.txt")]
    [InlineData("a < b && c > d &amp; <b>", "a < b && c > d &amp; <b>")]
    [InlineData("[ссылка]: https://ya.ru", "[ссылка]: https://ya.ru")]
    [InlineData("[1] и [текст][1]", "[1] и [текст][1]")]
    public void What_may_mean_something_else_keeps_its_marks(string source, string shown) => Assert.Equal(shown, Render(source));

    [Fact]
    public void A_table_has_columns_and_keeps_to_the_screen()
    {
        string[] lines = Render("| Имя | Размер |\n|:--|--:|\n| `a\\|b` | 5 |\n| журнал | 1000 |").Replace("␛[36m", "").Split('\n');
        Assert.Equal("␛[32;1mИмя␛[0m   ␛[2m │ ␛[0m␛[32;1mРазмер␛[0m", lines[0]);
        Assert.Equal("␛[2m───────┼───────␛[0m", lines[1]);
        Assert.EndsWith("     5", lines[2], StringComparison.Ordinal);
        Assert.Equal("журнал␛[2m │ ␛[0m  1000", lines[3]);

        string cell = string.Join(' ', Enumerable.Repeat("слово", 30));
        IReadOnlyList<string> narrow = MarkdownText.ToLines($"| а | б |\n|-|-|\n| {cell} | {cell} |", 60, Palette);
        Assert.All(narrow, static line => Assert.InRange(AnsiPalette.Measure(line), 0, 59));
        Assert.Equal(60, string.Join(' ', narrow).Split("слово").Length - 1);
    }

    [Fact]
    public void A_table_that_does_not_fit_stays_as_it_was_written_and_keeps_its_words()
    {
        string row = $"| {string.Join(" | ", Enumerable.Repeat("администрирование", 6))} |";
        IReadOnlyList<string> lines = MarkdownText.ToLines($"{row}\n|{string.Concat(Enumerable.Repeat("---|", 6))}\n{row}", 60, Palette);
        Assert.All(lines, static line => Assert.InRange(AnsiPalette.Measure(line), 0, 59));
        Assert.Equal(12, string.Join(' ', lines).Split("администрирование").Length - 1);
    }

    [Fact]
    public void Code_within_a_list_and_the_name_of_its_language_stand_in_the_first_column()
        => Assert.Equal(
            "1. Запустите:\n\n␛[2mpowershell␛[0m\n␛[36mGet-Service␛[0m",
            Render("1. Запустите:\n\n   ```powershell\n   Get-Service\n   ```"));

    // A view cannot be interrupted: what takes minutes hangs the session.
    [Theory]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("[a](")]
    [InlineData("[a](<b")]
    [InlineData("[a]: b\n")]
    [InlineData("*a_ ")]
    [InlineData("**a ")]
    [InlineData("_a__b")]
    [InlineData("~~a ")]
    [InlineData("`a``b")]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("<a b=")]
    [InlineData("&a")]
    [InlineData("|a")]
    [InlineData("| a\n")]
    [InlineData("|a|b\n|-|-\n")]
    [InlineData("> ")]
    [InlineData("> a\n")]
    [InlineData("- ")]
    [InlineData("- a\n")]
    [InlineData("  - a\n")]
    [InlineData("1. a\n\n")]
    [InlineData("# a\n")]
    [InlineData("```\n")]
    [InlineData("a\n")]
    [InlineData("http://a ")]
    [InlineData("www.a.b")]
    [InlineData("a@b.c ")]
    [InlineData("](a)")]
    public void A_text_made_to_be_slow_takes_no_time(string piece)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.NotEmpty(MarkdownText.ToLines(Repeat(60_000), 80, Palette));
        Assert.NotEmpty(MarkdownText.ToLines(new string('[', 20_000) + Repeat(40_000), 80, Palette));
        // What is longer is not parsed.
        Assert.NotEmpty(MarkdownText.ToLines(Repeat(1_000_000), 80, Palette));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));

        string Repeat(int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lines_are_broken_between_words_but_never_code_or_an_address(bool isRendered)
    {
        string address = "https://example.org/" + string.Concat(Enumerable.Repeat("путь/", 40));
        string code = "Get-ChildItem -Recurse | Where-Object Length -gt 1MB | Sort-Object Length -Descending | Select-Object -First 10";
        string words = string.Join(' ', Enumerable.Repeat("администрирование", 12));
        IReadOnlyList<string> lines = [.. MarkdownText.ToLines($"- {words} {address}\n\n```\n{code}\n```", 80, isRendered ? Palette : null)
            .Select(Plain)];
        Assert.Contains(code, lines);
        Assert.Contains(lines, line => line.Trim() == address);
        Assert.All(lines.Where(line => !line.Contains("https") && line != code), static line => Assert.InRange(line.Length, 0, 79));
        Assert.All(lines.Skip(1).Take(2), static line => Assert.StartsWith("  админ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_parser_gives_up_on_is_shown_as_it_is()
    {
        string deep = string.Concat(Enumerable.Repeat("> ", 2000)) + "дно";
        Assert.Contains("дно", Render(deep), StringComparison.Ordinal);
    }

    private static string Render(string source) => string.Join('\n', MarkdownText.ToLines(source, 80, Palette)).Replace('\u001b', '␛');

    private static string Plain(string line)
    {
        foreach (string sequence in Palette.Sequences)
            line = line.Replace(sequence, "", StringComparison.Ordinal);
        return line;
    }
}

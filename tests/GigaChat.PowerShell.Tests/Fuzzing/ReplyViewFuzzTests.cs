using System.Text;
using GigaChat.Commands.Markdown;
using GigaChat.Commands.Views;
using GigaChat.Core;

namespace GigaChat.Commands.Tests.Fuzzing;

/// <summary>
/// Answers of control characters, format characters and Markdown through everything that shows a reply: what comes out holds no sequence
/// but ours, and all letters and digits of the answer in their order.
/// </summary>
public sealed class ReplyViewFuzzTests
{
    private const int Count = 100_000;
    private static readonly AnsiPalette Palette = new();

    private static readonly string[] Pieces =
    [
        "\u001b[2J", "\u001b]0;t\a", "\u001b]52;c;ZQ==\u001b\\", "\u001b[31m", "\u001b", "\u009b1m", "\a", "\b", "\0",
        "\u007f", "\r", "\r\n", "\u202E", "\u2066", "\u200B", "\uFEFF", "\u00AD", "\u2028", "\u2029", "\u0085", "\v",
        "\f", "\ud800", "\udc00", "\U000E0041", "👨‍👩‍👧", "‍", "*", "**", "***", "_", "__", "~~", "`", "``", "```",
        "```ps\n", "~~~", "\n", "\n\n", "\n> ", ">", "\n- ", "\n  - ", "\n1. ", "\n# ", "\n---\n", "|",
        "\n| а | б |\n|---|:-:|\n| ", " | ", "[", "]", "](", "](https://д.рф/х) ", "<", ">", "<https://e.io>", "&amp;",
        "\\", "\t", "    ", " ", "!", "![", "[x]: /y\n", "http://a.b/c ", "<b>", "<!--", "-->", "$$", ":", "=",
        "\n===\n", "слово", "Wort", "7", "é", "日本", "e\u0301",
    ];

    [Fact]
    public void No_answer_reaches_the_terminal_with_a_sequence_of_its_own_and_none_loses_a_letter()
    {
        Parallel.For(0, Count, static number =>
        {
            var random = new Random(number);
            string text = MakeText(random);
            string shown = ShownText.From(text);
            string letters = LettersOf(shown);
            foreach (string view in Views(text, shown, random))
            {
                string plain = WithoutOurs(view);
                if (VisibleText.Lines(plain) != plain || plain.Contains('\r'))
                    Assert.Fail($"Text {number} keeps a sequence: {Describe(text)} became {Describe(view)}");
                if (LettersOf(plain) != letters)
                    Assert.Fail($"Text {number} is not whole: {Describe(text)} became {Describe(view)}");
            }
            foreach (string line in new[] { VisibleText.OneLine(View.Line(text)), SourceLabel.End(VisibleText.OneLine(text), 24) })
                Assert.True(VisibleText.IsPlain(line), $"Text {number} keeps a sequence on a line: {Describe(text)}");
        });
    }

    // Cells of a table that are broken stand beside each other, so the screen is wide where the order counts.
    private static IEnumerable<string> Views(string text, string shown, Random random)
    {
        yield return string.Join('\n', MarkdownText.ToLines(shown, 2000, Palette));
        yield return string.Join('\n', MarkdownText.ToLines(shown, 40, null));
        yield return Stream(text, Palette, random);
        yield return Stream(text, null, random);
    }

    private static string Stream(string text, AnsiPalette? palette, Random random)
    {
        var shown = new StringBuilder();
        var stream = new TextStream(piece => shown.Append(piece), 2000, palette);
        for (int i = 0; i < text.Length;)
        {
            int length = Math.Min(random.Next(1, 20), text.Length - i);
            stream.Append(text.Substring(i, length));
            i += length;
        }
        stream.Finish();
        return shown.ToString();
    }

    private static string MakeText(Random random)
    {
        var text = new StringBuilder();
        for (int i = random.Next(1, 25); i > 0; i--)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }

    private static string WithoutOurs(string view)
    {
        foreach (string sequence in Palette.Sequences)
            view = view.Replace(sequence, "", StringComparison.Ordinal);
        return view;
    }

    private static string LettersOf(string text)
        => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string Describe(string text) => VisibleText.OneLine(text);
}

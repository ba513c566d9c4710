using GigaChat.Masking;

namespace GigaChat.Tests.Masking;

/// <summary>How much masking looks at, whatever a text is made of, and that it ends when that is asked for.</summary>
public class MaskWorkTests
{
    private const int Length = 100_000;

    // What is looked at for each character of a text, at most: 16 windows and a pass over two, or one window for each match.
    private const int MostLooks = 128;

    private static readonly string[] Separators = ["", " ", "-", "\n", "=", "!", "$"];

    private static readonly TextMaskRules All = TextMaskRules.Create(["All"]);

    private static IReadOnlyList<MaskRuleSection> Sections { get; } = MaskRuleFile.Parse(MaskRuleFile.ReadText());

    public static TheoryData<string> Names => [.. Sections.Select(static section => section.Name)];

    // Words and beginnings of examples over and over, of which each could be a match, lead the expression as far as it goes.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_looks_at_each_part_of_a_text_only_so_often(string name)
    {
        MaskRuleSection section = Sections.Single(section => section.Name == name);
        var scanner = new TextScanner([section.ToRule()], []);
        string[] pieces =
        [
            .. section.ToRule().Words, .. section.Matches.SelectMany(Beginnings), "1", "1.", "a:", "a@", "1-", "(", "[", "=",
        ];
        foreach (string piece in pieces.Distinct().SelectMany(static piece => Separators.Select(separator => separator + piece)))
        {
            var work = new ScanWork(Cancellation);
            scanner.Find(string.Concat(Enumerable.Repeat(piece, Length / piece.Length)), work);
            Assert.True(work.Characters <= (long)MostLooks * Length, $"{work.Characters / Length} for {piece}");
        }
    }

    [Theory]
    [InlineData("-eyJ")]
    [InlineData("sntrys_eyJ ")]
    [InlineData("-----BEGIN PRIVATE KEY-----!")]
    [InlineData("-gAAAAAB")]
    [InlineData("authorization:$")]
    public void Ten_times_the_text_is_ten_times_the_work(string piece)
    {
        long one = CountWork(1);
        Assert.InRange(CountWork(10), 1, 11 * one);

        long CountWork(int times)
        {
            var work = new ScanWork(Cancellation);
            new TextScanner(MaskRuleFile.Rules, []).Find(string.Concat(Enumerable.Repeat(piece, times * Length / piece.Length)), work);
            return work.Characters;
        }
    }

    [Fact]
    public void What_stands_behind_many_places_without_a_match_is_found()
    {
        string token = MadeUp.Fill("eyJ<alnum*33>.eyJ<alnum*60>.<url*43>", seed: 1);
        string before = string.Concat(Enumerable.Repeat("eyJ-eyJ ", 5_000));
        string dashes = string.Concat(Enumerable.Repeat("eyJ-", 5_000));
        Assert.Equal($"{before}[SECRET_1] {before}пароль", All.Mask($"{before}{token} {before}пароль", Cancellation));
        Assert.Equal($"{dashes} [SECRET_1]", All.Mask($"{dashes} {token}", Cancellation));
    }

    [Theory]
    [InlineData("gAAAAAB<url*3000>")]
    [InlineData("token=<alnum*900>")]
    [InlineData("glpat-<url*19000>0")]
    public void A_value_that_is_longer_than_usual_is_masked_to_its_end(string value)
    {
        string text = MadeUp.Fill(value, seed: 1);
        Assert.Equal("до [SECRET_1] после", All.Mask($"до {text} после", Cancellation).Replace("token=", "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_work_ends_before_anything_where_that_was_asked_for()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => All.Mask("пароль", stop.Token));
        Assert.Throws<OperationCanceledException>(() => new TextMasker(All).MaskWithMarks("пароль", null, stop.Token));
    }

    [Fact]
    public void The_work_ends_in_the_middle_of_a_text()
    {
        string text = string.Concat(Enumerable.Repeat("пароль 8 (916) 123-45-67 ", 100_000));
        int reports = 0;
        using var ofWords = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new WordFinder(["пароль"]).Find(
            text,
            (_, _) =>
            {
                reports++;
                ofWords.Cancel();
            },
            new ScanWork(ofWords.Token)));
        Assert.InRange(reports, 1, ScanWork.Chunk);
        using var ofNumbers = new CancellationTokenSource();
        MaskRule[] numbers = [.. MaskRuleFile.Rules.Where(static rule => rule.Anchor == MaskAnchor.Number)];
        reports = 0;
        Assert.Throws<OperationCanceledException>(() => new DigitScanner(text, numbers, [], new ScanWork(ofNumbers.Token)).Find((_, _, _) =>
        {
            reports++;
            ofNumbers.Cancel();
        }));
        Assert.Equal(1, reports);
    }

    // The whole of an example, and what is before its made-up characters.
    private static IEnumerable<string> Beginnings(string example)
    {
        yield return Unmarked(MadeUp.Fill(example, seed: 1));
        int place = example.IndexOf('<', StringComparison.Ordinal);
        string beginning = Unmarked(place > 0 ? example[..place] : example[..^2]);
        if (beginning.Length > 0)
            yield return beginning;
    }

    private static string Unmarked(string text)
        => text.Replace("[[", "", StringComparison.Ordinal).Replace("]]", "", StringComparison.Ordinal);
}

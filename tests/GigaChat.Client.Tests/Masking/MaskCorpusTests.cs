using System.Text;
using System.Text.RegularExpressions;
using GigaChat.Masking;

namespace GigaChat.Tests.Masking;

/// <summary>What masking finds, misses and finds wrongly in the texts of <c>corpus.txt</c>. The figures stand in docs/masking.md.</summary>
public partial class MaskCorpusTests
{
    private static readonly TextScanner All = new(MaskRuleFile.Rules, []);

    private static List<Sample> Corpus { get; } = ReadCorpus();

    [Fact]
    public void The_corpus_has_hundreds_of_texts_with_and_without_values_of_all_kinds()
    {
        Assert.True(Corpus.Count >= 300);
        Assert.Distinct(Corpus.Select(static sample => sample.Text));
        Assert.True(Corpus.Count(static sample => sample.Planted.Count == 0) >= 100);
        Assert.Equal(
            Enum.GetNames<MaskKind>().Order(),
            Corpus.SelectMany(static sample => sample.Planted).Select(static planted => planted.Kind).Distinct().Order());
    }

    [Fact]
    public void The_page_has_the_figures_of_the_corpus()
    {
        var counts = Enum.GetNames<MaskKind>().ToDictionary(static kind => kind, static _ => new Figures());
        var missed = new List<string>();
        var wrong = new List<string>();
        foreach (Sample sample in Corpus)
            Count(sample, counts, missed, wrong);
        string[] rows =
        [
            .. counts.Select(static pair => pair.Value.ToRow($"`{pair.Key}`")),
            counts.Values.Aggregate(static (sum, one) => sum.Plus(one)).ToRow("all"),
        ];
        string page = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "masking.md"));
        string explanation = string.Join('\n', [.. rows, "missed:", .. missed, "wrong:", .. wrong]);
        Assert.All(rows, row => Assert.True(page.Contains(row + '\n', StringComparison.Ordinal), explanation));
        int plain = Corpus.Count(static sample => sample.Planted.Count == 0);
        Assert.Contains($"{Corpus.Count} texts, {plain} of them without", page, StringComparison.Ordinal);
    }

    // Found is a value that is masked whole, under its kind. A mark that takes in anything else is wrong, even where the value is in it.
    private static void Count(Sample sample, Dictionary<string, Figures> counts, List<string> missed, List<string> wrong)
    {
        List<MaskMatch> found = All.Find(sample.Text);
        foreach (Planted planted in sample.Planted)
        {
            Figures figures = counts[planted.Kind];
            figures.Planted++;
            if (found.Any(match => match.Start <= planted.Start && match.End >= planted.End && IsOf(match, planted.Kind)))
                figures.Found++;
            else
                missed.Add($"{planted.Kind} in {sample.Text}");
        }
        foreach (MaskMatch match in found)
        {
            if (sample.Planted.Any(planted => planted.Start <= match.Start && planted.End >= match.End && IsOf(match, planted.Kind)))
                continue;
            counts[Enum.GetNames<MaskKind>().Single(kind => IsOf(match, kind))].Wrong++;
            wrong.Add($"{match.Name} {sample.Text[match.Start..match.End]} in {sample.Text}");
        }
    }

    private static bool IsOf(MaskMatch match, string kind) => match.Name.Equals(kind, StringComparison.OrdinalIgnoreCase);

    private static List<Sample> ReadCorpus()
    {
        string path = Path.Combine(RepositoryFolder.Path, "tests", "GigaChat.Client.Tests", "Masking", "corpus.txt");
        string[] lines = [.. File.ReadAllLines(path).Where(static line => line.Length > 0 && line[0] != '#')];
        return [.. lines.Select(static (line, number) => Read(MadeUp.Fill(line, number)))];
    }

    private static Sample Read(string line)
    {
        var text = new StringBuilder();
        var planted = new List<Planted>();
        int from = 0;
        foreach (Match match in PlantedPattern().Matches(line))
        {
            text.Append(line, from, match.Index - from);
            string value = match.Groups["value"].Value;
            planted.Add(new Planted(match.Groups["kind"].Value, text.Length, text.Length + value.Length));
            text.Append(value);
            from = match.Index + match.Length;
        }
        return new Sample(text.Append(line, from, line.Length - from).ToString(), planted);
    }

    [GeneratedRegex(@"\[\[(?<kind>[A-Z][A-Za-z]+):(?<value>.+?)\]\]", RegexOptions.Singleline)]
    private static partial Regex PlantedPattern();

    private sealed record Planted(string Kind, int Start, int End);

    private sealed record Sample(string Text, IReadOnlyList<Planted> Planted);

    private sealed class Figures
    {
        public int Planted { get; set; }

        public int Found { get; set; }

        public int Wrong { get; set; }

        public Figures Plus(Figures other)
            => new() { Planted = Planted + other.Planted, Found = Found + other.Found, Wrong = Wrong + other.Wrong };

        public string ToRow(string kind) => $"| {kind} | {Planted} | {Found} | {Planted - Found} | {Wrong} |";
    }
}

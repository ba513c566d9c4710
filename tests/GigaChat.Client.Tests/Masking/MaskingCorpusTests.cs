using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GigaChat.Masking;

namespace GigaChat.Tests.Masking;

/// <summary>
/// What masking finds, misses and takes wrongly in 300 made-up texts (<c>corpus.txt</c>). The figures are those of docs/masking.md: a rule
/// that changes them changes the page.
/// </summary>
public partial class MaskingCorpusTests
{
    private const int Seeds = 3;

    [Fact]
    public void The_figures_are_those_of_the_page()
    {
        var figures = new SortedDictionary<MaskKind, Figures>();
        foreach (MaskKind kind in Enum.GetValues<MaskKind>())
            figures[kind] = new Figures();
        string[] lines = ReadLines();
        var scanner = TextMaskRules.Create(["All"]).Scanner!;
        var report = new StringBuilder();
        foreach (string line in lines)
        {
            for (int seed = 1; seed <= Seeds; seed++)
                Count(MadeUp.Fill(line, seed), scanner, figures, report);
        }
        Assert.Equal(100, lines.Length);

        string table = ToTable(figures);
        string page = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "masking.md")).ReplaceLineEndings("\n");
        Assert.True(page.Contains(table, StringComparison.Ordinal), $"docs/masking.md needs this table:\n{table}\n{report}");
    }

    private static void Count(string text, TextScanner scanner, SortedDictionary<MaskKind, Figures> figures, StringBuilder report)
    {
        List<(MaskKind Kind, int Start, int End)> planted = [];
        var plain = new StringBuilder();
        foreach (Match piece in PiecePattern().Matches(text))
        {
            int start = plain.Length;
            plain.Append(piece.Groups["inside"].Success ? piece.Groups["inside"].Value : piece.Value);
            if (piece.Groups["kind"].Success)
                planted.Add((Enum.Parse<MaskKind>(piece.Groups["kind"].Value), start, plain.Length));
        }
        List<MaskMatch> found = scanner.Find(plain.ToString());
        foreach ((MaskKind kind, int start, int end) in planted)
        {
            // All of it has to be covered: half a secret is none that was kept.
            bool isCovered = found.Any(match => match.Start <= start && match.End >= end);
            figures[kind].Planted++;
            figures[kind].Found += isCovered ? 1 : 0;
            if (!isCovered)
                report.AppendLine(CultureInfo.InvariantCulture, $"missed {kind} in {plain}");
        }
        foreach (MaskMatch match in found.Where(match => !planted.Any(one => one.Start < match.End && match.Start < one.End)))
        {
            MaskKind kind = Enum.Parse<MaskKind>(match.Name, ignoreCase: true);
            figures[kind].Wrong++;
            string part = plain.ToString(match.Start, match.End - match.Start);
            report.AppendLine(CultureInfo.InvariantCulture, $"wrongly {kind}: {part} in {plain}");
        }
    }

    private static string ToTable(SortedDictionary<MaskKind, Figures> figures)
    {
        var table = new StringBuilder("| kind | planted | found | missed | wrongly found |\n|---|---|---|---|---|\n");
        foreach ((MaskKind kind, Figures one) in figures)
        {
            table.Append(
                CultureInfo.InvariantCulture, $"| {kind} | {one.Planted} | {one.Found} | {one.Planted - one.Found} | {one.Wrong} |\n");
        }
        int planted = figures.Values.Sum(static one => one.Planted);
        int found = figures.Values.Sum(static one => one.Found);
        table.Append(
            CultureInfo.InvariantCulture,
            $"| all | {planted} | {found} | {planted - found} | {figures.Values.Sum(static one => one.Wrong)} |\n");
        return table.ToString();
    }

    private static string[] ReadLines()
    {
        string path = Path.Combine(RepositoryFolder.Path, "tests", "GigaChat.Client.Tests", "Masking", "corpus.txt");
        return [.. File.ReadAllLines(path).Where(static line => line.Length > 0 && line[0] != '#')];
    }

    // [Email[…]Email], or what stands between such pieces.
    [GeneratedRegex(@"\[(?<kind>[A-Za-z]+)\[(?<inside>.*?)\]\k<kind>\]|(?:(?!\[[A-Za-z]+\[).)+", RegexOptions.Singleline)]
    private static partial Regex PiecePattern();

    private sealed class Figures
    {
        public int Planted { get; set; }

        public int Found { get; set; }

        public int Wrong { get; set; }
    }
}

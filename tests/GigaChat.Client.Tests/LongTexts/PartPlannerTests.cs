using System.Globalization;
using System.Text;
using GigaChat.LongTexts;

namespace GigaChat.Tests.LongTexts;

public class PartPlannerTests
{
    private readonly List<IReadOnlyList<string>> _counted = [];

    [Fact]
    public async Task What_fits_for_sure_is_not_counted()
    {
        TextPart part = Assert.Single(await PlanAsync("одна\nдве\n", 100, static text => text.Length));
        Assert.Equal((1, 2, 9), (part.FirstLine, part.LastLine, part.Length));
        Assert.Empty(_counted);
    }

    [Theory]
    [InlineData(4.0)]
    [InlineData(2.5)]
    [InlineData(1.0)]
    [InlineData(0.7)]
    public async Task Every_part_fits_and_few_requests_count(double charactersPerToken)
    {
        string log = Log(20_000);
        IReadOnlyList<TextPart> parts = await PlanAsync(log, 5_000, text => (int)Math.Ceiling(text.Length / charactersPerToken));
        Assert.Equal(log.Length, parts.Sum(static part => part.Length));
        Assert.All(parts, static part => Assert.InRange(part.Tokens, 1, 5_000));
        AssertBetweenRecords(log, parts);
        double fewest = log.Length / charactersPerToken / 5_000;
        Assert.InRange(parts.Count, fewest, (fewest * 1.15) + 3);
        Assert.InRange(_counted.Count, 1, 4 + (parts.Count / 20));
    }

    [Fact]
    public async Task A_dense_place_in_the_middle_is_cut_again()
    {
        string log = Log(2_000) + string.Concat(Enumerable.Range(0, 2_000).Select(static i => $"{i} ####################\n")) + Log(2_000);
        IReadOnlyList<TextPart> parts = await PlanAsync(
            log, 3_000, static text => (text.Length / 4) + (text.AsSpan().Count('#') * 2));
        Assert.Equal(log.Length, parts.Sum(static part => part.Length));
        Assert.All(parts, static part => Assert.InRange(part.Tokens, 1, 3_000));
        AssertBetweenRecords(log, parts);
    }

    [Fact]
    public async Task Even_a_character_that_is_too_long_ends()
        => Assert.Equal(3, (await PlanAsync("яяяяяя", 1, static text => text.Length * 5)).Count);

    internal static string Log(int records)
    {
        var log = new StringBuilder();
        for (int i = 0; i < records; i++)
        {
            log.Append(CultureInfo.InvariantCulture, $"2026-11-26 10:00:{i} служба: запрос {i} выполнен\n");
            if (i % 10 == 0)
                log.Append("   at Служба.Запрос()\n   at Служба.Главная()\n");
        }
        return log.ToString();
    }

    private static void AssertBetweenRecords(string log, IReadOnlyList<TextPart> parts)
    {
        int place = 0;
        long line = 1;
        foreach (TextPart part in parts)
        {
            Assert.False(char.IsWhiteSpace(log[place]));
            Assert.Equal(line, part.FirstLine);
            line += log.AsSpan(place, part.Length).Count('\n');
            Assert.Equal(line - 1, part.LastLine);
            place += part.Length;
        }
    }

    private Task<IReadOnlyList<TextPart>> PlanAsync(string text, int maximumTokens, Func<string, int> count)
        => new PartPlanner(
            (texts, _) =>
            {
                _counted.Add(texts);
                return Task.FromResult<IReadOnlyList<int>>([.. texts.Select(count)]);
            },
            maximumTokens).PlanAsync(new StringReader(text), Cancellation);
}

using GigaChat.LongTexts;

namespace GigaChat.Tests.LongTexts;

public class PartCutterTests
{
    [Fact]
    public async Task Records_are_not_torn_and_nothing_is_lost()
    {
        const string log = "10:00 один\n10:01 ошибка\n  в строке 5\n\tв строке 9\n\n10:02 три\r\n10:03 четыре";
        IReadOnlyList<CutText> parts = await CutAsync(log, 45);
        Assert.Equal(
            ["10:00 один\n", "10:01 ошибка\n  в строке 5\n\tв строке 9\n\n", "10:02 три\r\n10:03 четыре"],
            parts.Select(static part => part.Text));
        Assert.Equal([(1, 1), (2, 5), (6, 7)], parts.Select(static part => ((int)part.FirstLine, (int)part.LastLine)));
    }

    [Fact]
    public async Task A_record_that_is_longer_than_a_part_is_cut_between_its_lines()
    {
        const string log = "0 начало\n1 запись\n  a\n  b\n  c\n2 конец\n";
        IReadOnlyList<CutText> parts = await CutAsync(log, 14);
        Assert.Equal(log, string.Concat(parts.Select(static part => part.Text)));
        Assert.All(parts, static part => Assert.EndsWith("\n", part.Text, StringComparison.Ordinal));
        Assert.All(parts, static part => Assert.True(part.Text.Length <= 14));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public async Task A_line_that_is_longer_than_a_part_is_cut_between_characters(int maximum)
    {
        const string line = "а😀б😀😀в";
        IReadOnlyList<CutText> parts = await CutAsync(line, maximum);
        Assert.Equal(line, string.Concat(parts.Select(static part => part.Text)));
        Assert.All(parts, static part => Assert.False(char.IsHighSurrogate(part.Text[^1]) || char.IsLowSurrogate(part.Text[0])));
        Assert.All(parts, static part => Assert.Equal((1, 1), (part.FirstLine, part.LastLine)));
    }

    [Fact]
    public async Task A_file_of_one_long_line_is_cut_too()
    {
        string line = string.Concat(Enumerable.Repeat("😀я", 40_000));
        IReadOnlyList<CutText> parts = await CutAsync(line, 30_000);
        Assert.Equal(line, string.Concat(parts.Select(static part => part.Text)));
        Assert.All(parts, static part => Assert.True(part.Text.Length <= 30_000));
        Assert.Equal(4, parts.Count);
    }

    [Fact]
    public async Task Nothing_has_no_parts()
    {
        Assert.Empty(await CutAsync("", 10));
        Assert.Equal("\n\n", Assert.Single(await CutAsync("\n\n", 10)).Text);
    }

    private static async Task<IReadOnlyList<CutText>> CutAsync(string text, int maximum)
    {
        var cutter = new PartCutter(new StringReader(text));
        List<CutText> parts = [];
        while (await cutter.ReadAsync(maximum, Cancellation) is { } part)
            parts.Add(part);
        Assert.True(cutter.HasEnded);
        return parts;
    }
}

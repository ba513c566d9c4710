using GigaChat.LongTexts;

namespace GigaChat.Tests.LongTexts;

public class TextKeeperTests
{
    private int _requests;

    [Fact]
    public async Task The_end_is_kept_from_the_beginning_of_a_record()
    {
        string log = PartPlannerTests.Log(5_000);
        KeptText kept = await NewKeeper(1_000).KeepEndAsync(new StringReader(log), Cancellation);
        Assert.EndsWith(kept.Text, log, StringComparison.Ordinal);
        Assert.InRange(kept.Text.Length / 3, 800, 1_000);
        Assert.StartsWith("2026-11-26", kept.Text, StringComparison.Ordinal);
        Assert.False(kept.IsWhole);
        long lines = log.AsSpan().Count('\n');
        Assert.Equal(lines, kept.LastLine);
        Assert.Equal(lines - kept.Text.AsSpan().Count('\n') + 1, kept.FirstLine);
        Assert.InRange(_requests, 1, 3);
    }

    [Fact]
    public async Task The_beginning_is_kept_up_to_the_end_of_a_record()
    {
        string log = PartPlannerTests.Log(5_000);
        KeptText kept = await NewKeeper(1_000).KeepStartAsync(new StringReader(log), Cancellation);
        Assert.StartsWith(kept.Text, log, StringComparison.Ordinal);
        Assert.InRange(kept.Text.Length / 3, 800, 1_000);
        Assert.StartsWith("2026-11-26", log[kept.Text.Length..], StringComparison.Ordinal);
        Assert.False(kept.IsWhole);
        Assert.Equal((1, kept.Text.AsSpan().Count('\n')), (kept.FirstLine, kept.LastLine));
        Assert.InRange(_requests, 1, 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_fits_is_kept_whole(bool end)
    {
        TextKeeper keeper = NewKeeper(100);
        KeptText kept = end
            ? await keeper.KeepEndAsync(new StringReader("один\n два\n"), Cancellation)
            : await keeper.KeepStartAsync(new StringReader("один\n два\n"), Cancellation);
        Assert.Equal(new KeptText("один\n два\n", 1, 2, true), kept);
        Assert.Equal(0, _requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_long_line_is_cut_between_characters(bool end)
    {
        string line = string.Concat(Enumerable.Repeat("😀я", 10_000));
        TextKeeper keeper = NewKeeper(1_001);
        KeptText kept = end
            ? await keeper.KeepEndAsync(new StringReader(line), Cancellation)
            : await keeper.KeepStartAsync(new StringReader(line), Cancellation);
        Assert.InRange(kept.Text.Length / 3, 900, 1_001);
        Assert.False(char.IsLowSurrogate(kept.Text[0]) || char.IsHighSurrogate(kept.Text[^1]));
        Assert.False(kept.IsWhole);
    }

    private TextKeeper NewKeeper(int maximum) => new(
        (texts, _) =>
        {
            _requests++;
            return Task.FromResult<IReadOnlyList<int>>([.. texts.Select(static text => (text.Length + 2) / 3)]);
        },
        maximum);
}

using System.Globalization;
using GigaChat.Masking;

namespace GigaChat.Tests.Masking;

/// <summary>Lists of parts that are put together.</summary>
public class MaskMatchesTests
{
    private const string Text = "abcdefghijklmnopqrstuvwxyz";

    [Theory]
    [InlineData("0-3 9-12", "", "0-3 9-12")]
    [InlineData("", "3-6 6-9", "3-6k 6-9k")]
    [InlineData("0-3 9-12", "3-6 6-9 12-15", "0-3 3-6k 6-9k 9-12 12-15k")]
    [InlineData("3-6 6-9", "0-3 9-12", "0-3k 3-6 6-9 9-12k")]
    [InlineData("3-6", "3-6", "3-6k")]
    [InlineData("3-6", "2-7", "2-7k")]
    [InlineData("3-6 7-9", "2-10", "2-10k")]
    [InlineData("2-10", "3-6", "2-10")]
    [InlineData("3-6 8-12", "5-9", "3-6 6-8k 8-12")]
    [InlineData("3-6 20-22", "1-4 5-8 19-26", "1-3k 3-6 6-8k 19-26k")]
    [InlineData("5-7", "1-6 7-10", "1-5k 5-7 7-10k")]
    public void What_comes_in_takes_the_places_that_no_other_part_has(string matches, string more, string together)
    {
        List<MaskMatch> all = MaskMatches.With(Text, Read(matches, "RULE"), Read(more, "KNOWN"));
        Assert.Equal(together, string.Join(' ', all.Select(static part => $"{part.Start}-{part.End}{(part.Name == "KNOWN" ? "k" : "")}")));
    }

    private static List<MaskMatch> Read(string parts, string name)
        => [.. parts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => ReadOne(part.Split('-'), name))];

    private static MaskMatch ReadOne(string[] places, string name)
        => new(int.Parse(places[0], CultureInfo.InvariantCulture), int.Parse(places[1], CultureInfo.InvariantCulture), name, 0);
}

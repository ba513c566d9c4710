using GigaChat.Masking;

namespace GigaChat.Tests.Masking;

/// <summary>Values that have a mark, wherever they stand.</summary>
public class KnownValuesTests
{
    private static readonly string[] Values
        = ["abc-12", "abc-12-34", "Яблоко7", "+7 916 1", "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6j7k8", "q1w2e3"];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, 12)];

    // At any distance from the beginning, from the end, and from one another.
    [Theory]
    [MemberData(nameof(Places))]
    public void A_value_is_found_at_any_place(int before)
    {
        foreach (string value in Values)
        {
            foreach (string next in Values)
            {
                string text = $"{new string('.', before)}{value} {new string(',', before % 5)}{next}";
                Assert.Equal([value, next], Find(text));
                Assert.Equal([value, next], Find(text + new string('!', before)));
            }
        }
    }

    [Theory]
    [InlineData("xabc-12")]
    [InlineData("abc-123")]
    [InlineData("abc-1")]
    [InlineData("bc-12")]
    [InlineData("_Яблоко7")]
    [InlineData("ABC-12")]
    [InlineData("")]
    public void A_part_of_a_word_is_no_value(string text) => Assert.Empty(Find(text));

    [Fact]
    public void What_a_rule_found_with_its_mark_is_not_found_again_and_other_values_there_are()
    {
        KnownValues known = NewKnown();
        const string Text = "abc-12 abc-12-34 q1w2e3";
        TextMark first = new("[SECRET_1]", "SECRET", Values[0]);
        List<MaskMatch> matches = [new(0, 6, "SECRET", 0, first), new(7, 13, "SECRET", 0, first), new(17, 23, "SECRET", 0)];
        List<MaskMatch> found = known.Find(Text, matches, int.MaxValue, new ScanWork(Cancellation));
        Assert.Equal(["abc-12-34", "q1w2e3"], found.Select(static match => Text[match.Start..match.End]));
    }

    [Fact]
    public void Only_the_first_values_are_found_where_so_many_are_asked_for()
        => Assert.Equal(["abc-12"], Find("abc-12-34 q1w2e3", count: 1));

    private static string[] Find(string text, int count = int.MaxValue)
        => [.. NewKnown().Find(text, [], count, new ScanWork(Cancellation)).Select(match => text[match.Start..match.End])];

    private static KnownValues NewKnown()
    {
        var known = new KnownValues();
        for (int i = 0; i < Values.Length; i++)
            known.Add(new TextMark($"[SECRET_{i + 1}]", "SECRET", Values[i]), i);
        return known;
    }
}

using System.Text;
using System.Text.RegularExpressions;
using GigaChat.Masking;

namespace GigaChat.Tests.Masking;

/// <summary>The parts of a pattern find what the whole of it finds.</summary>
public class ValuePatternTests
{
    private static IReadOnlyList<MaskRuleSection> Sections { get; } = MaskRuleFile.Parse(MaskRuleFile.ReadText());

    public static TheoryData<string> Names
        => [.. Sections.Where(static section => section.Patterns.Any(static pattern => ValuePattern.TryCreate(pattern, true) is not null))
            .Select(static section => section.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_value_is_where_the_whole_pattern_has_it(string name)
    {
        MaskRuleSection section = Sections.Single(section => section.Name == name);
        string[] texts = [.. Beginnings(section).Distinct()];
        foreach (string pattern in section.Patterns)
        {
            Regex whole = MaskExpression.Create(@"\A(?:" + pattern + ")", ignoresCase: true);
            if (ValuePattern.TryCreate(pattern, ignoresCase: true) is not { } parts)
                continue;
            foreach (string text in texts)
            {
                ValueSearch search = parts.Find(text, out (int Start, int End, int MatchEnd) found);
                Match match = whole.Match(text);
                Group value = match.Groups[MaskExpression.ValueGroup];
                if (search == ValueSearch.Found)
                    Assert.Equal((value.Index, value.Index + value.Length, match.Length), found);
                else if (search == ValueSearch.None)
                    Assert.False(match.Success, text);
            }
        }
    }

    [Theory]
    [InlineData("password=secret1", 9, 16)]
    [InlineData("password : \"a b\\\"c\" d", 12, 18)]
    [InlineData("\\\"password\\\":\\\"a b\\\"", 0, 0)]
    [InlineData("token' => 'a b'", 11, 14)]
    public void A_pattern_with_several_forms_of_its_value_has_the_place_of_each(string text, int start, int end)
    {
        string pattern = Assert.Single(Sections.Single(static section => section.Name == "named-secret").Patterns);
        ValueSearch search = ValuePattern.TryCreate(pattern, ignoresCase: true)!.Find(text, out (int Start, int End, int MatchEnd) found);
        Assert.Equal(end > 0 ? ValueSearch.Found : ValueSearch.None, search);
        Assert.Equal((start, end), (found.Start, found.End));
    }

    [Theory]
    [InlineData("a(?<value>b)|c")]
    [InlineData("a(?<value>b)c?")]
    [InlineData("a(?<value>b)c+")]
    [InlineData("(?<value>a)(?<value>b)")]
    [InlineData("(?:(?:a(?<value>b)))*")]
    [InlineData("abc")]
    public void A_pattern_whose_parts_do_not_say_where_the_value_is_has_none(string pattern)
        => Assert.Null(ValuePattern.TryCreate(pattern, ignoresCase: true));

    // Each text from each of the words on, and with characters left out, doubled and put in.
    private static IEnumerable<string> Beginnings(MaskRuleSection section)
    {
#pragma warning disable CA5394 // The same texts each time.
        var random = new Random(1);
        foreach (string example in section.Matches.Concat(section.Others))
        {
            string text = MadeUp.Fill(example, 1).Replace("[[", "", StringComparison.Ordinal).Replace("]]", "", StringComparison.Ordinal);
            string[] words = [.. section.ToRule().Words.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))];
            foreach (string begun in words.Select(word => text[text.IndexOf(word, StringComparison.OrdinalIgnoreCase)..]))
            {
                yield return begun;
                for (int i = 0; i < 200; i++)
                {
                    var changed = new StringBuilder(begun);
                    for (int times = random.Next(1, 4); times > 0; times--)
                    {
                        int place = random.Next(changed.Length);
                        int kind = random.Next(3);
                        if (kind > 0)
                            changed.Insert(place, kind == 1 ? changed[place] : " =:\"'\\<>@\nA1"[random.Next(12)]);
                        else if (changed.Length > 1)
                            changed.Remove(place, 1);
                    }
                    yield return changed.ToString();
                }
            }
        }
#pragma warning restore CA5394
    }
}

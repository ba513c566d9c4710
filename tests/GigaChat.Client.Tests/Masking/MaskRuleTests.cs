using GigaChat.Masking;

namespace GigaChat.Tests.Masking;

/// <summary>The examples of each rule, and what every rule has to have.</summary>
public class MaskRuleTests
{
    private static IReadOnlyList<MaskRuleSection> Sections { get; } = MaskRuleFile.Parse(MaskRuleFile.ReadText());

    public static TheoryData<string, int> Matches
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (MaskRuleSection section in Sections)
            {
                for (int i = 0; i < section.Matches.Count; i++)
                    data.Add(section.Name, i);
            }
            return data;
        }
    }

    public static TheoryData<string, int> Others
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (MaskRuleSection section in Sections)
            {
                for (int i = 0; i < section.Others.Count; i++)
                    data.Add(section.Name, i);
            }
            return data;
        }
    }

    public static TheoryData<string> Names => [.. Sections.Select(static section => section.Name)];

    [Theory]
    [MemberData(nameof(Matches))]
    public void What_a_rule_has_to_find_is_masked_with_all_rules_and_nothing_else_is(string name, int number)
    {
        MaskRuleSection section = Sections.Single(section => section.Name == name);
        for (int seed = 1; seed <= 3; seed++)
        {
            string example = MadeUp.Fill(section.Matches[number], seed);
            string mark = $"[{section.ToRule().Kind.ToString().ToUpperInvariant()}_1]";
            string before = example[..example.IndexOf("[[", StringComparison.Ordinal)];
            string after = example[(example.IndexOf("]]", StringComparison.Ordinal) + 2)..];
            string value = example[(before.Length + 2)..^(after.Length + 2)];
            string text = before + value + after;
            var masker = new TextMasker(TextMaskRules.Create(["All"]));
            Assert.Equal(before + mark + after, masker.Mask(text, Cancellation));
            Assert.Equal(value, Assert.Single(masker.Marks).Value);
            // With this rule alone as well: another one may not do its work.
            MaskMatch found = Assert.Single(new TextScanner([section.ToRule()], []).Find(text));
            Assert.Equal(value, text[found.Start..found.End]);
        }
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void What_only_looks_like_it_is_left(string name, int number)
    {
        MaskRuleSection section = Sections.Single(section => section.Name == name);
        Assert.Empty(new TextScanner([section.ToRule()], []).Find(MadeUp.Fill(section.Others[number], seed: 1)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_has_examples_of_both_kinds(string name)
    {
        MaskRuleSection section = Sections.Single(section => section.Name == name);
        Assert.NotEmpty(section.Matches);
        Assert.NotEmpty(section.Others);
        Assert.Equal(section.ToRule().Anchor == MaskAnchor.Word, section.ToRule().Words.Count > 0);
    }

    [Fact]
    public void Each_kind_has_a_rule_and_each_rule_a_name_of_its_own()
    {
        Assert.Equal(Enum.GetValues<MaskKind>(), MaskRuleFile.Rules.Select(static rule => rule.Kind).Distinct().Order());
        Assert.Distinct(MaskRuleFile.Rules.Select(static rule => rule.Name));
    }
}

using System.Text;

namespace GigaChat.Masking;

/// <summary>Reads <c>rules.txt</c>, the embedded file with all rules.</summary>
internal static class MaskRuleFile
{
    private const string ResourceName = "GigaChat.Masking.rules.txt";

    private static readonly Lazy<IReadOnlyList<MaskRule>> All
        = new(() => [.. Parse(ReadText()).Select(static section => section.ToRule())]);

    /// <summary>The rules, in the order of the file.</summary>
    public static IReadOnlyList<MaskRule> Rules => All.Value;

    /// <summary>The text of the file.</summary>
    public static string ReadText()
    {
        using Stream resource = typeof(MaskRuleFile).Assembly.GetManifestResourceStream(ResourceName)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Reads the sections of such a file.</summary>
    /// <exception cref="FormatException">A line that is none of it.</exception>
    public static IReadOnlyList<MaskRuleSection> Parse(string text)
    {
        var sections = new List<MaskRuleSection>();
        foreach (string line in text.Split('\n').Select(static line => line.TrimEnd()))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[' && line[^1] == ']')
                sections.Add(new MaskRuleSection(line[1..^1]));
            else if (line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && sections.Count > 0)
                sections[^1].Add(line[..space], line[space..].TrimStart());
            else
                throw new FormatException(line);
        }
        return sections;
    }
}

using System.Text.RegularExpressions;
using GigaChat.Files;

namespace GigaChat.Chat;

/// <summary>
/// Finds the files that an answer refers to. Their form: <c>&lt;img src="…" fuse="true"/&gt;</c> and <c>&lt;video cover="…"
/// src="…"/&gt;</c>.
/// </summary>
internal static partial class ReplyFileParser
{
    /// <summary>The ids, in the order of the text, each once; of a video the film before its cover.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal))
            return [];
        List<string> ids = [];
        foreach (Match tag in Tag().Matches(text))
        {
            foreach (Match attribute in Attribute().Matches(tag.Value).OrderBy(static a => a.Groups["name"].Length))
            {
                string id = attribute.Groups["value"].Value;
                // What is an address instead of an id is none of the service's files.
                if (FileId.IsPossible(id) && !ids.Contains(id))
                    ids.Add(id);
            }
        }
        return ids;
    }

    [GeneratedRegex("<(?:img|video)\\s[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    // "src" is shorter than "cover", hence the order above.
    [GeneratedRegex(
        """\s(?<name>src|cover)\s*=\s*(?:"\s*(?<value>[^"]*?)\s*"|'\s*(?<value>[^']*?)\s*'|(?<value>[^\s"'/>]+))""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();
}

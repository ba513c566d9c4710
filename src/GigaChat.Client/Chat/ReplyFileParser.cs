using System.Text.RegularExpressions;
using GigaChat.Files;

namespace GigaChat.Chat;

/// <summary>
/// Finds the files that an answer refers to. Their form: <c>&lt;img src="…" fuse="true"/&gt;</c> and <c>&lt;video cover="…"
/// src="…"/&gt;</c>.
/// </summary>
internal static partial class ReplyFileParser
{
    // Far more than a message can refer to; the model's text is not limited otherwise.
    private const int MaxIds = 1000;

    /// <summary>The ids, in the order of the text, each once, 1,000 at most; of a video the film before its cover.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal))
            return [];
        List<string> ids = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match tag in Tag().Matches(text))
        {
            foreach (Match attribute in Attribute().Matches(tag.Value).OrderBy(static a => a.Groups["name"].Length))
            {
                string id = attribute.Groups["value"].Value.Trim();
                // What is an address instead of an id is none of the service's files.
                if (ids.Count < MaxIds && FileId.IsPossible(id) && seen.Add(id))
                    ids.Add(id);
            }
        }
        return ids;
    }

    [GeneratedRegex("<(?:img|video)\\s[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    // "src" is shorter than "cover", hence the order above.
    [GeneratedRegex(
        """\s(?<name>src|cover)\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'/>]+))""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Attribute();
}

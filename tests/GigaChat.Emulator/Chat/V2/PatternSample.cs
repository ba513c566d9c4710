using System.Text;
using System.Text.RegularExpressions;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>A text for the regular expressions that tests use: letters, classes, groups of choices and counted repetitions.</summary>
internal static partial class PatternSample
{
    public static string Make(string pattern)
    {
        var text = new StringBuilder();
        foreach (Match part in Part().Matches(pattern.Trim('^', '$')))
        {
            var unit = part.Groups["class"] is { Success: true } set ? OfClass(set.Value)
                : part.Groups["group"] is { Success: true } choices ? choices.Value.Split('|')[0]
                : part.Groups["escape"] is { Success: true } escape ? OfEscape(escape.Value[0])
                : part.Groups["plain"].Value;
            var count = part.Groups["count"] is { Success: true } number ? int.Parse(number.Value, null) : 1;
            text.Insert(text.Length, unit, count);
        }

        return text.ToString();
    }

    private static string OfClass(string set) => set[0] == '\\' ? OfEscape(set[1]) : set[..1];

    private static string OfEscape(char escape) => escape switch
    {
        'd' => "1",
        'w' => "a",
        's' => " ",
        _ => escape.ToString(),
    };

    [GeneratedRegex(
        @"(\[(?<class>[^\]]+)\]|\((\?:)?(?<group>[^()]+)\)|\\(?<escape>.)|(?<plain>[^\\\[(]))(\{(?<count>\d+)(,\d*)?\}|[+*?])?",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}

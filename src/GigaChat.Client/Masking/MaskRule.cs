using System.Text.RegularExpressions;

namespace GigaChat.Masking;

/// <summary>A rule of <c>rules.txt</c>, which explains its members.</summary>
internal sealed class MaskRule
{
    private readonly Lazy<Regex> _expression;

    public MaskRule(
        string name, MaskKind kind, IReadOnlyList<string> words, IReadOnlyList<string> patterns,
        IReadOnlyDictionary<string, string> settings)
    {
        Name = name;
        Kind = kind;
        Words = words;
        Anchor = settings.GetValueOrDefault("at") is { } at ? Enum.Parse<MaskAnchor>(at, ignoreCase: true) : MaskAnchor.Word;
        Before = int.Parse(settings.GetValueOrDefault("before", "0"), System.Globalization.CultureInfo.InvariantCulture);
        After = int.Parse(settings.GetValueOrDefault("after", "400"), System.Globalization.CultureInfo.InvariantCulture);
        IsWhole = settings.GetValueOrDefault("edges") != "any";
        Check = MaskChecks.Find(settings.GetValueOrDefault("check"));
        // Without room before its word the match begins there: the expression is not tried at any other place.
        string pattern = $"(?:{string.Join('|', patterns)})";
        bool ignoresCase = settings.GetValueOrDefault("case") == "any";
        _expression = new Lazy<Regex>(() => MaskExpression.Create(Before == 0 ? @"\A" + pattern : pattern, ignoresCase));
    }

    public string Name { get; }

    public MaskKind Kind { get; }

    /// <summary>The texts, in lower case, of which one is in each match.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>What is looked for to begin with.</summary>
    public MaskAnchor Anchor { get; }

    /// <summary>So many characters before its word may belong to a match.</summary>
    public int Before { get; }

    /// <summary>So many characters from the beginning of its word may belong to a match.</summary>
    public int After { get; }

    /// <summary>A match does not begin or end within a word.</summary>
    public bool IsWhole { get; }

    /// <summary>What a value has to be besides; null for nothing.</summary>
    public Func<string, bool>? Check { get; }

    /// <summary>Looks for a match around a place of its word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where the word begins.</param>
    /// <returns>The part that is masked; null for no match.</returns>
    public (int Start, int End)? Find(string text, int place)
    {
        int start = Math.Max(0, place - Before);
        int length = Math.Min(text.Length, place + After) - start;
        Match match = _expression.Value.Match(text, start, length);
        while (match.Success && match.Index <= place)
        {
            // What ends before the word was found at its own word.
            if (match.Index + match.Length <= place)
            {
                match = match.NextMatch();
                continue;
            }
            Group found = match.Groups[MaskExpression.ValueGroup] is { Success: true } value ? value : match;
            if (found.Length > 0
                && (!IsWhole || (!ContinuesWord(text, match.Index - 1, match.Index)
                    && !ContinuesWord(text, match.Index + match.Length, match.Index + match.Length - 1)))
                && (Check is null || Check(found.Value)))
                return (found.Index, found.Index + found.Length);
            if (Before == 0)
                return null;
            match = match.NextMatch();
        }
        return null;
    }

    // Two neighbours that make one word.
    private static bool ContinuesWord(string text, int outside, int inside)
        => outside >= 0 && outside < text.Length && IsWordCharacter(text[outside]) && IsWordCharacter(text[inside]);

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

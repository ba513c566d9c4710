using System.Globalization;
using System.Text.RegularExpressions;

namespace GigaChat.Masking;

/// <summary>A rule of <c>rules.txt</c>, which explains its members.</summary>
internal sealed class MaskRule
{
    private readonly Lazy<Regex> _expression;
    private readonly ValuePattern[]? _values;
    private readonly int[]? _firstDigits;
    private readonly bool _hasValue;

    public MaskRule(
        string name, MaskKind kind, IReadOnlyList<string> words, IReadOnlyList<string> patterns,
        IReadOnlyDictionary<string, string> settings)
    {
        Name = name;
        Kind = kind;
        MarkName = kind.ToString().ToUpperInvariant();
        Words = words;
        Anchor = settings.GetValueOrDefault("at") is { } at ? Enum.Parse<MaskAnchor>(at, ignoreCase: true) : MaskAnchor.Word;
        Before = int.Parse(settings.GetValueOrDefault("before", "0"), CultureInfo.InvariantCulture);
        After = int.Parse(settings.GetValueOrDefault("after", "400"), CultureInfo.InvariantCulture);
        IsWhole = settings.GetValueOrDefault("edges") != "any";
        HasSpaces = settings.GetValueOrDefault("spaces") != "none";
        Check = MaskChecks.Find(settings.GetValueOrDefault("check"));
        string pattern = $"(?:{string.Join('|', patterns)})";
        FewestDigits = int.Parse(settings.GetValueOrDefault("digits", "0"), CultureInfo.InvariantCulture);
        _firstDigits = settings.GetValueOrDefault("group")?.Split(' ').Select(static text => int.Parse(text, CultureInfo.InvariantCulture))
            .ToArray();
        First = settings.GetValueOrDefault("first");
        _hasValue = pattern.Contains($"(?<{MaskExpression.ValueGroup}>", StringComparison.Ordinal);
        bool ignoresCase = settings.GetValueOrDefault("case") == "any";
        // Without room before its word the match begins there: the expression is not tried at any other place.
        _expression = new Lazy<Regex>(() => MaskExpression.Create(Before == 0 ? @"\A" + pattern : pattern, ignoresCase));
        if (!_hasValue || Before > 0)
            return;
        ValuePattern?[] values = [.. patterns.Select(one => ValuePattern.TryCreate(one, ignoresCase))];
        _values = values.Contains(null) ? null : [.. values.OfType<ValuePattern>()];
    }

    public string Name { get; }

    public MaskKind Kind { get; }

    /// <summary>What marks are called by.</summary>
    public string MarkName { get; }

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

    /// <summary>There may be white space in a match.</summary>
    public bool HasSpaces { get; }

    /// <summary>A number has at least so many digits.</summary>
    public int FewestDigits { get; }

    /// <summary>A number begins with one of these characters; null for any.</summary>
    public string? First { get; }

    /// <summary>What a value has to be besides; null for nothing.</summary>
    public MaskCheck? Check { get; }

    /// <summary>Whether the rule may match a number.</summary>
    /// <param name="first">The number begins with this character.</param>
    /// <param name="firstDigits">It begins with so many digits, nothing between them.</param>
    /// <param name="digits">It has so many digits altogether, or more.</param>
    public bool MayBegin(char first, int firstDigits, int digits)
        => digits >= FewestDigits && (First is null || First.Contains(first, StringComparison.Ordinal))
            && (_firstDigits is null || Array.IndexOf(_firstDigits, firstDigits) >= 0);

    /// <summary>Looks for a match around a place of its word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where the word begins.</param>
    /// <returns>The part that is masked; null for no match.</returns>
    public (int Start, int End)? Find(string text, int place)
    {
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(0, place - Before), Math.Min(place, Before));
        ReadOnlySpan<char> after = text.AsSpan(place, Math.Min(text.Length - place, After));
        if (!HasSpaces)
        {
            before = before[(before.LastIndexOfAny(" \t\r\n") + 1)..];
            int space = after.IndexOfAny(" \t\r\n");
            after = space < 0 ? after : after[..space];
        }
        if (_values is not null && FindValue(text, place, after.Length, out (int Start, int End)? value))
            return value;
        int start = place - before.Length;
        // Groups cost several times as much as the match: they are asked for only where there is one.
        foreach (ValueMatch match in _expression.Value.EnumerateMatches(text.AsSpan(start, before.Length + after.Length)))
        {
            if (match.Index > place - start)
                return null;
            // What ends before the word was found at its own word.
            if (match.Index + match.Length <= place - start)
                continue;
            int begin = start + match.Index;
            if (IsAllowed(text, begin, begin + match.Length) is { } found)
                return found;
        }
        return null;
    }

    // False: only the whole expression can say whether there is a match.
    private bool FindValue(string text, int place, int length, out (int Start, int End)? value)
    {
        value = null;
        foreach (ValuePattern pattern in _values!)
        {
            switch (pattern.Find(text.AsSpan(place, length), out (int Start, int End, int MatchEnd) found))
            {
                case ValueSearch.None:
                    continue;
                case ValueSearch.Open:
                    return false;
            }
            if (!IsWhole || !IsInWord(text, place, place + found.MatchEnd))
                value = Checked(text, place + found.Start, place + found.End);
            break;
        }
        return true;
    }

    private (int Start, int End)? IsAllowed(string text, int start, int end)
    {
        if (end == start || (IsWhole && IsInWord(text, start, end)))
            return null;
        if (_hasValue && _expression.Value.Match(text, start, end - start).Groups[MaskExpression.ValueGroup] is { Success: true } value)
            (start, end) = (value.Index, value.Index + value.Length);
        return Checked(text, start, end);
    }

    private (int Start, int End)? Checked(string text, int start, int end)
        => end > start && (Check is null || Check(text.AsSpan(start, end - start))) ? (start, end) : null;

    private static bool IsInWord(string text, int start, int end)
        => ContinuesWord(text, start - 1, start) || ContinuesWord(text, end, end - 1);

    // Two neighbours that make one word.
    private static bool ContinuesWord(string text, int outside, int inside)
        => outside >= 0 && outside < text.Length && IsWordCharacter(text[outside]) && IsWordCharacter(text[inside]);

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

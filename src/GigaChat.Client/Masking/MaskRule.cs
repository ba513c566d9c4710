using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GigaChat.Masking;

/// <summary>A rule of <c>rules.txt</c>, which explains its members.</summary>
internal sealed class MaskRule
{
    // Rules with a smaller window have matches whose length is known.
    private const int SmallWindow = 256;

    // No value is longer; MaskedReader counts on it.
    private const int LongestMatch = 20_000;

    private static readonly SearchValues<char> ValueCharacters
        = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+/=.~%");

    private readonly SearchValues<char>? _never;
    private readonly Lazy<Regex> _expression;
    private readonly Lazy<Regex> _anywhere;
    private readonly ValuePattern[]? _values;
    private readonly int[]? _firstDigits;
    private readonly bool _hasValue;
    private readonly bool _isSecret;

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
        string never = (settings.GetValueOrDefault("spaces") == "none" ? " \t\r\n" : "") + settings.GetValueOrDefault("never");
        _never = never.Length > 0 ? SearchValues.Create(never) : null;
        EndsAtWord = settings.GetValueOrDefault("next") == "none";
        Check = MaskChecks.Find(settings.GetValueOrDefault("check"));
        _isSecret = settings.GetValueOrDefault("check") == "secret";
        string pattern = $"(?:{string.Join('|', patterns)})";
        FewestDigits = int.Parse(settings.GetValueOrDefault("digits", "0"), CultureInfo.InvariantCulture);
        _firstDigits = settings.GetValueOrDefault("group")?.Split(' ').Select(static text => int.Parse(text, CultureInfo.InvariantCulture))
            .ToArray();
        First = settings.GetValueOrDefault("first");
        _hasValue = pattern.Contains($"(?<{MaskExpression.ValueGroup}>", StringComparison.Ordinal);
        bool ignoresCase = settings.GetValueOrDefault("case") == "any";
        // Without room before its word the match begins there: the expression is not tried at any other place.
        _anywhere = new Lazy<Regex>(() => MaskExpression.Create(pattern, ignoresCase));
        _expression = Before == 0 ? new Lazy<Regex>(() => MaskExpression.Create(@"\A" + pattern, ignoresCase)) : _anywhere;
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

    /// <summary>A match ends before the next place of its word.</summary>
    public bool EndsAtWord { get; }

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

    /// <summary>Whether a match that begins with its word would begin within another one.</summary>
    public bool BeginsInWord(string text, int place) => IsWhole && Before == 0 && ContinuesWord(text, place - 1, place);

    /// <summary>Looks for a match around a place of its word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where the word begins.</param>
    /// <param name="work">Counts.</param>
    /// <returns>The part that is masked; null for no match.</returns>
    public (int Start, int End)? Find(string text, int place, ScanWork work)
    {
        (int start, int end) = FindWindow(text, place);
        // Only of a run that goes on and on the window has less than all.
        int cut = After > SmallWindow && end == place + After && end < text.Length ? end : -1;
        work.Add(end - start);
        if (_values is not null && FindValue(text, place, end, cut, out (int Start, int End)? value))
            return value;
        // Groups cost several times as much as the match: they are asked for only where there is one.
        foreach (ValueMatch match in _expression.Value.EnumerateMatches(text.AsSpan(start, end - start)))
        {
            if (match.Index > place - start)
                return null;
            // What ends before the word was found at its own word.
            if (match.Index + match.Length <= place - start)
                continue;
            int begin = start + match.Index;
            if (IsAllowed(text, begin, begin + match.Length, cut) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>Goes on to where the next match may be, in one pass over twice the window.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">No word that begins before it counts.</param>
    /// <param name="work">Counts.</param>
    /// <returns>No word before this place, from the other one on, is in a match.</returns>
    public int FindNext(string text, int place, ScanWork work)
    {
        int start = Math.Max(0, place - Before);
        int end = Math.Min(text.Length, place + (2 * After));
        work.Add(end - start);
        foreach (ValueMatch match in _anywhere.Value.EnumerateMatches(text.AsSpan(start, end - start)))
            return start + match.Index;
        return end == text.Length ? end : place + After;
    }

    private (int Start, int End) FindWindow(string text, int place)
    {
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(0, place - Before), Math.Min(place, Before));
        ReadOnlySpan<char> after = text.AsSpan(place, Math.Min(text.Length - place, After));
        if (_never is not null)
        {
            before = before[(before.LastIndexOfAny(_never) + 1)..];
            int length = after[1..].IndexOfAny(_never) + 1;
            after = length > 0 ? after[..length] : after;
        }
        if (EndsAtWord && after[1..].IndexOf(Words[0], StringComparison.OrdinalIgnoreCase) is >= 0 and var next)
            after = after[..(next + 1)];
        return (place - before.Length, place + after.Length);
    }

    // False: only the whole expression can say whether there is a match.
    private bool FindValue(string text, int place, int windowEnd, int cut, out (int Start, int End)? value)
    {
        value = null;
        foreach (ValuePattern pattern in _values!)
        {
            switch (pattern.Find(text.AsSpan(place, windowEnd - place), out (int Start, int End, int MatchEnd) found))
            {
                case ValueSearch.None:
                    continue;
                case ValueSearch.Open:
                    return false;
            }
            if (!IsWhole || !IsInWord(text, place, place + found.MatchEnd, cut))
                value = Checked(text, place + found.Start, place + found.End, cut);
            break;
        }
        return true;
    }

    private (int Start, int End)? IsAllowed(string text, int start, int end, int cut)
    {
        if (end == start || (IsWhole && IsInWord(text, start, end, cut)))
            return null;
        if (_hasValue && _expression.Value.Match(text, start, end - start).Groups[MaskExpression.ValueGroup] is { Success: true } value)
            (start, end) = (value.Index, value.Index + value.Length);
        return Checked(text, start, end, cut);
    }

    private (int Start, int End)? Checked(string text, int start, int end, int cut)
    {
        if (end == start)
            return null;
        if (!_isSecret)
            return Check is null || Check(text.AsSpan(start, end - start)) ? (start, GoOn(text, start, end, cut)) : null;
        bool isQuoted = start > 0 && text[start - 1] is '"' or '\'' or '>';
        if (!isQuoted)
            end = start + SecretChecks.FindLength(text.AsSpan(start, end - start));
        return SecretChecks.IsSecret(text.AsSpan(start, end - start), isQuoted) ? (start, GoOn(text, start, end, cut)) : null;
    }

    // A value that the window has only the beginning of is masked to its end.
    private static int GoOn(string text, int start, int end, int cut)
    {
        if (end != cut)
            return end;
        int length = text.AsSpan(end, Math.Clamp(start + LongestMatch - end, 0, text.Length - end)).IndexOfAnyExcept(ValueCharacters);
        return length < 0 ? Math.Clamp(start + LongestMatch, end, text.Length) : end + length;
    }

    private static bool IsInWord(string text, int start, int end, int cut)
        => ContinuesWord(text, start - 1, start) || (end != cut && ContinuesWord(text, end, end - 1));

    // Two neighbours that make one word.
    private static bool ContinuesWord(string text, int outside, int inside)
        => outside >= 0 && outside < text.Length && IsWordCharacter(text[outside]) && IsWordCharacter(text[inside]);

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

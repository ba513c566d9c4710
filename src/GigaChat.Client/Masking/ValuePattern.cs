using System.Text.RegularExpressions;

namespace GigaChat.Masking;

/// <summary>
/// A pattern in parts: what leads to its value, and what the value and its end may be. .NET takes several times as long for the place of a
/// group as for a match, so the value's place is found by matching one part after the other. An expression prefers the first match of its
/// beginning that its end fits; if the end fits the very first one, that is the match of the whole.
/// </summary>
internal sealed class ValuePattern
{
    private readonly Lazy<Regex>? _lead;
    private readonly Branch[] _branches;

    private ValuePattern(PatternParts parts, bool ignoresCase)
    {
        _lead = NewExpression(parts.Lead, ignoresCase);
        _branches = [.. parts.Branches.Select(branch => new Branch(branch, ignoresCase))];
    }

    /// <summary>Takes a pattern apart.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="ignoresCase">Upper and lower case are alike.</param>
    /// <returns>Null for one without a value, or whose parts cannot be told apart.</returns>
    public static ValuePattern? TryCreate(string pattern, bool ignoresCase)
        => PatternParts.TryParse(pattern) is { } parts ? new ValuePattern(parts, ignoresCase) : null;

    /// <summary>Looks for the value of a match that begins where the text does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">The value's beginning and end, and the end of the match.</param>
    public ValueSearch Find(ReadOnlySpan<char> text, out (int Start, int End, int MatchEnd) found)
    {
        found = default;
        int lead = Length(_lead, text);
        if (lead < 0)
            return ValueSearch.None;
        foreach (Branch branch in _branches)
        {
            int start = branch.FindValue(text[lead..]);
            if (start < 0)
                continue;
            int length = Length(branch.Value, text[(lead + start)..]);
            if (length < 0)
                return ValueSearch.Open;
            int end = lead + start + length;
            found = (lead + start, end - branch.EndLength, end);
            return ValueSearch.Found;
        }
        return ValueSearch.Open;
    }

    // At the beginning of the text; -1 for no match.
    private static int Length(Lazy<Regex>? expression, ReadOnlySpan<char> text)
    {
        if (expression is null)
            return 0;
        foreach (ValueMatch match in expression.Value.EnumerateMatches(text))
            return match.Length;
        return -1;
    }

    private static Lazy<Regex>? NewExpression(string pattern, bool ignoresCase)
        => pattern.Length == 0 ? null : new Lazy<Regex>(() => MaskExpression.Create(@"\A(?:" + pattern + ")", ignoresCase));

    private sealed class Branch(PatternBranch parts, bool ignoresCase)
    {
        private readonly Lazy<Regex>? _beginning = parts.BeginsWith is null ? NewExpression(parts.Beginning, ignoresCase) : null;

        public Lazy<Regex>? Value { get; } = NewExpression($"(?:{parts.Value}){parts.End}", ignoresCase);

        public int EndLength => parts.EndLength;

        public int FindValue(ReadOnlySpan<char> text)
        {
            if (parts.BeginsWith is not { } beginning)
                return Length(_beginning, text);
            return text.StartsWith(beginning, StringComparison.Ordinal) ? beginning.Length : -1;
        }
    }
}

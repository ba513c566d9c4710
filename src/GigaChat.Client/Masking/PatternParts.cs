namespace GigaChat.Masking;

/// <summary>The parts of a pattern: what leads to its value, and the forms of the value.</summary>
/// <param name="Lead">The pattern of what is before the value, whatever form that has.</param>
/// <param name="Branches">The forms, in their order.</param>
internal sealed record PatternParts(string Lead, IReadOnlyList<PatternBranch> Branches)
{
    private const string Group = "(?:";
    private const string Value = $"(?<{MaskExpression.ValueGroup}>";
    private const string Special = "\\[](){}.^$|?*+";

    /// <summary>Takes a pattern apart.</summary>
    /// <returns>Null for one without a value, or whose value or end has no place that is known from the match.</returns>
    public static PatternParts? TryParse(string pattern)
    {
        if (FindHolder(pattern) is not { } holder)
            return null;
        string lead = pattern[..holder.Start];
        string rest = pattern[holder.End..];
        string inside = pattern[holder.Start..holder.End];
        string[] forms = inside.StartsWith(Value, StringComparison.Ordinal) ? [inside]
            : inside.StartsWith(Group, StringComparison.Ordinal) ? [.. Alternatives(inside[Group.Length..^1])] : [];
        PatternBranch?[] branches = [.. forms.Select(form => ParseBranch(form + rest))];
        return branches.Length == 0 || branches.Contains(null) ? null : new PatternParts(lead, [.. branches.OfType<PatternBranch>()]);
    }

    private static PatternBranch? ParseBranch(string form)
    {
        if (FindHolder(form) is not { } holder || string.CompareOrdinal(form, holder.Start, Value, 0, Value.Length) != 0)
            return null;
        string beginning = form[..holder.Start];
        string end = form[holder.End..];
        return CountCharacters(end) is { } length
            ? new PatternBranch(beginning, ToText(beginning), form[(holder.Start + Value.Length)..(holder.End - 1)], end, length) : null;
    }

    // The outermost group that the value is in; null if there is none or several, or if alternatives have no group around them.
    private static (int Start, int End)? FindHolder(string pattern)
    {
        (int Start, int End)? holder = null;
        for (int i = 0, next; i < pattern.Length; i = next)
        {
            next = Skip(pattern, i);
            if (pattern[i] == '|')
                return null;
            if (pattern[i] != '(' || !pattern[i..next].Contains(Value, StringComparison.Ordinal))
                continue;
            if (holder is not null)
                return null;
            holder = (i, next);
        }
        return holder;
    }

    private static IEnumerable<string> Alternatives(string pattern)
    {
        int from = 0;
        for (int i = 0; i < pattern.Length; i = Skip(pattern, i))
        {
            if (pattern[i] != '|')
                continue;
            yield return pattern[from..i];
            from = i + 1;
        }
        yield return pattern[from..];
    }

    // A quotation mark and the like, as it stands in the pattern or behind a backslash; null for anything else.
    private static string? ToText(string pattern)
    {
        string text = "";
        for (int i = 0; i < pattern.Length; i++)
        {
            bool isEscaped = pattern[i] == '\\' && i + 1 < pattern.Length;
            char c = pattern[isEscaped ? ++i : i];
            if (char.IsLetterOrDigit(c) || char.IsWhiteSpace(c) || (!isEscaped && Special.Contains(c, StringComparison.Ordinal)))
                return null;
            text += c;
        }
        return text;
    }

    // Of characters and classes of characters, each of which stands for one; null for anything else.
    private static int? CountCharacters(string pattern)
    {
        int count = 0;
        for (int i = 0, next; i < pattern.Length; i = next, count++)
        {
            next = Skip(pattern, i);
            string element = pattern[i..next];
            if (element[0] != '[' && ToText(element) is null)
                return null;
        }
        return count;
    }

    // The end of a character, an escape, a class or a group.
    private static int Skip(string pattern, int start)
    {
        switch (pattern[start])
        {
            case '\\':
                return start + 2;
            case '[':
                int end = start + 1;
                while (pattern[end] != ']')
                    end += pattern[end] == '\\' ? 2 : 1;
                return end + 1;
            case '(':
                int inside = start + 1;
                while (pattern[inside] != ')')
                    inside = Skip(pattern, inside);
                return inside + 1;
            default:
                return start + 1;
        }
    }
}

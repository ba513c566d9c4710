using System.Text.RegularExpressions;

namespace GigaChat.Masking;

/// <summary>Finds what rules and a user's expressions mask in a text.</summary>
internal sealed class TextScanner
{
    private const int SecretRank = 0;
    private const int OwnRank = 1;
    private const int OtherRank = 2;

    private readonly WordFinder _words;
    private readonly MaskRule[] _rulesOfWords;
    private readonly MaskRule[] _numbers;
    private readonly MaskRule[] _dotted;
    private readonly MaskRule[] _colons;
    private readonly MaskRule[] _atSigns;
    private readonly IReadOnlyList<(string Name, Regex Expression)> _own;

    /// <summary>Prepares for rules.</summary>
    /// <param name="rules">Rules of this library.</param>
    /// <param name="own">The user's expressions, with the names of their marks.</param>
    public TextScanner(IReadOnlyList<MaskRule> rules, IReadOnlyList<(string Name, Regex Expression)> own)
    {
        var words = rules.Where(static rule => rule.Anchor == MaskAnchor.Word)
            .SelectMany(static rule => rule.Words.Select(word => (Word: word, Rule: rule))).ToArray();
        _words = new WordFinder([.. words.Select(static pair => pair.Word)]);
        _rulesOfWords = [.. words.Select(static pair => pair.Rule)];
        _numbers = Select(rules, MaskAnchor.Number);
        _dotted = Select(rules, MaskAnchor.Dotted);
        _colons = Select(rules, MaskAnchor.Colon);
        _atSigns = Select(rules, MaskAnchor.At);
        _own = own;
    }

    /// <summary>The parts to be masked, in their order, none overlapping another.</summary>
    /// <exception cref="RegexMatchTimeoutException">An expression takes too long for this text.</exception>
    public List<MaskMatch> Find(string text)
    {
        List<MaskMatch> found = [];
        if (_rulesOfWords.Length > 0)
            FindWords(text, found);
        if (_numbers.Length + _dotted.Length > 0)
            new DigitScanner(text, _numbers, _dotted).Find((rule, start, end) => found.Add(NewMatch(rule, start, end)));
        if (_colons.Length > 0)
            FindColons(text, found);
        if (_atSigns.Length > 0)
            FindAtSigns(text, found);
        foreach ((string name, Regex expression) in _own)
            FindOwn(text, name, expression, found);
        return found.Count > 1 ? Resolve(found) : found;
    }

    private static MaskRule[] Select(IReadOnlyList<MaskRule> rules, MaskAnchor anchor)
        => [.. rules.Where(rule => rule.Anchor == anchor)];

    private static MaskMatch NewMatch(MaskRule rule, int start, int end)
        => new(start, end, rule.Kind.ToString().ToUpperInvariant(), rule.Kind == MaskKind.Secret ? SecretRank : OtherRank);

    private void FindWords(string text, List<MaskMatch> found)
    {
        // The same rule does not look again within what it has found.
        var ends = new Dictionary<MaskRule, int>();
        _words.Find(text, (word, place) =>
        {
            MaskRule rule = _rulesOfWords[word];
            if (ends.TryGetValue(rule, out int end) && place < end)
                return;
            if (rule.Find(text, place) is not { } part)
                return;
            ends[rule] = part.End;
            found.Add(NewMatch(rule, part.Start, part.End));
        });
    }

    private void FindColons(string text, List<MaskMatch> found)
    {
        int from = 0;
        while (text.AsSpan(from).IndexOf(':') is >= 0 and var offset)
        {
            int start = from + offset;
            int end = start + 1;
            while (start > from && char.IsAsciiHexDigit(text[start - 1]))
                start--;
            bool isPair = false;
            int colons = 1;
            for (; end < text.Length && (text[end] == ':' || char.IsAsciiHexDigit(text[end])); end++)
            {
                isPair |= text[end] == ':' && text[end - 1] == ':';
                colons += text[end] == ':' ? 1 : 0;
            }
            if (isPair || colons >= 7)
                Try(_colons, text, start, found);
            from = end;
        }
    }

    private void FindAtSigns(string text, List<MaskMatch> found)
    {
        int from = 0;
        while (text.AsSpan(from).IndexOf('@') is >= 0 and var offset)
        {
            int place = from + offset;
            int end = Try(_atSigns, text, place, found);
            from = Math.Max(place + 1, end);
        }
    }

    private static int Try(MaskRule[] rules, string text, int place, List<MaskMatch> found)
    {
        foreach (MaskRule rule in rules)
        {
            if (rule.Find(text, place) is not { } part)
                continue;
            found.Add(NewMatch(rule, part.Start, part.End));
            return part.End;
        }
        return 0;
    }

    private static void FindOwn(string text, string name, Regex expression, List<MaskMatch> found)
    {
        for (Match match = expression.Match(text); match.Success; match = match.NextMatch())
        {
            Group part = match.Groups[MaskExpression.ValueGroup] is { Success: true } value ? value : match;
            if (part.Length > 0)
                found.Add(new MaskMatch(part.Index, part.Index + part.Length, name, OwnRank));
        }
    }

    // Overlapping secrets become one; what is less is left out where it overlaps something higher, or what began before it.
    private static List<MaskMatch> Resolve(List<MaskMatch> found)
    {
        List<MaskMatch> kept = [];
        foreach (IGrouping<int, MaskMatch> rank in found.GroupBy(static match => match.Rank).OrderBy(static group => group.Key))
        {
            List<MaskMatch> higher = kept;
            kept = [];
            int place = 0;
            // Of equal ones the first, which is the one whose rule stands first.
            foreach (MaskMatch match in rank.OrderBy(static match => match.Start))
            {
                for (; place < higher.Count && higher[place].End <= match.Start; place++)
                    kept.Add(higher[place]);
                if (place < higher.Count && higher[place].Start < match.End)
                    continue;
                if (kept.Count > 0 && kept[^1].End > match.Start)
                {
                    if (rank.Key == SecretRank)
                        kept[^1] = kept[^1] with { End = Math.Max(kept[^1].End, match.End) };
                    continue;
                }
                kept.Add(match);
            }
            kept.AddRange(higher.Skip(place));
        }
        return kept;
    }
}

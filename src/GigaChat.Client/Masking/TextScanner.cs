using System.Text.RegularExpressions;

namespace GigaChat.Masking;

/// <summary>Finds what rules and a user's expressions mask in a text.</summary>
internal sealed class TextScanner
{
    private const int SecretRank = 0;
    private const int OwnRank = 1;
    private const int OtherRank = 2;

    private readonly WordFinder _words;
    private readonly MaskRule[] _rules;
    private readonly int[] _ruleOfWord;
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
        _rules = Select(rules, MaskAnchor.Word);
        var words = _rules.SelectMany(static (rule, number) => rule.Words.Select(word => (Word: word, Rule: number))).ToArray();
        _words = new WordFinder([.. words.Select(static pair => pair.Word)]);
        _ruleOfWord = [.. words.Select(static pair => pair.Rule)];
        _numbers = Select(rules, MaskAnchor.Number);
        _dotted = Select(rules, MaskAnchor.Dotted);
        _colons = Select(rules, MaskAnchor.Colon);
        _atSigns = Select(rules, MaskAnchor.At);
        _own = own;
    }

    /// <summary>The parts to be masked, in their order, none overlapping another.</summary>
    /// <exception cref="RegexMatchTimeoutException">An expression takes too long for this text.</exception>
    public List<MaskMatch> Find(string text) => Find(text, new ScanWork(CancellationToken.None));

    /// <inheritdoc cref="Find(string)"/>
    /// <param name="text">The text.</param>
    /// <param name="work">Counts, and ends it.</param>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public List<MaskMatch> Find(string text, ScanWork work)
    {
        List<MaskMatch> found = [];
        if (_rules.Length > 0)
            FindWords(text, found, work);
        if (_numbers.Length + _dotted.Length > 0)
            new DigitScanner(text, _numbers, _dotted, work).Find((rule, start, end) => found.Add(NewMatch(rule, start, end)));
        if (_colons.Length > 0)
            FindColons(text, found, work);
        if (_atSigns.Length > 0)
            FindAtSigns(text, found, work);
        foreach ((string name, Regex expression) in _own)
            FindOwn(text, name, expression, found, work);
        work.Check();
        return found.Count > 1 ? Resolve(found) : found;
    }

    private static MaskRule[] Select(IReadOnlyList<MaskRule> rules, MaskAnchor anchor)
        => [.. rules.Where(rule => rule.Anchor == anchor)];

    private static MaskMatch NewMatch(MaskRule rule, int start, int end)
        => new(start, end, rule.MarkName, rule.Kind == MaskKind.Secret ? SecretRank : OtherRank);

    private void FindWords(string text, List<MaskMatch> found, ScanWork work)
    {
        var searches = new RuleSearch?[_rules.Length];
        _words.Find(
            text,
            (word, place) =>
            {
                int number = _ruleOfWord[word];
                RuleSearch search = searches[number] ??= new RuleSearch(_rules[number], text, work);
                if (search.Find(place) is { } part)
                    found.Add(NewMatch(_rules[number], part.Start, part.End));
            },
            work);
    }

    private void FindColons(string text, List<MaskMatch> found, ScanWork work)
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
                Try(_colons, text, start, found, work);
            from = end;
            work.Check();
        }
    }

    private void FindAtSigns(string text, List<MaskMatch> found, ScanWork work)
    {
        int from = 0;
        while (text.AsSpan(from).IndexOf('@') is >= 0 and var offset)
        {
            int place = from + offset;
            int end = Try(_atSigns, text, place, found, work);
            from = Math.Max(place + 1, end);
        }
    }

    private static int Try(MaskRule[] rules, string text, int place, List<MaskMatch> found, ScanWork work)
    {
        foreach (MaskRule rule in rules)
        {
            if (rule.Find(text, place, work) is not { } part)
                continue;
            found.Add(NewMatch(rule, part.Start, part.End));
            return part.End;
        }
        return 0;
    }

    private static void FindOwn(string text, string name, Regex expression, List<MaskMatch> found, ScanWork work)
    {
        for (Match match = expression.Match(text); match.Success; match = match.NextMatch())
        {
            work.Check();
            Group part = match.Groups[MaskExpression.ValueGroup] is { Success: true } value ? value : match;
            if (part.Length > 0)
                found.Add(new MaskMatch(part.Index, part.Index + part.Length, name, OwnRank));
        }
    }

    // Overlapping secrets become one; what is less is left out where it overlaps something higher, or what began before it.
    private static List<MaskMatch> Resolve(List<MaskMatch> found)
    {
        int[] order = Sort(found);
        List<MaskMatch> kept = [];
        for (int from = 0, to; from < order.Length; from = to)
        {
            int rank = found[order[from]].Rank;
            to = from + 1;
            while (to < order.Length && found[order[to]].Rank == rank)
                to++;
            kept = Join(kept, found, order.AsSpan(from, to - from));
        }
        return kept;
    }

    // By rank, then by place. Of equal ones the first stays the first: it is the one whose rule stands first.
    private static int[] Sort(List<MaskMatch> found)
    {
        // Numbers alone are sorted several times as fast as matches with them. No string has a place beyond 30 bits.
        ulong[] keys = new ulong[found.Count];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = ((ulong)found[i].Rank << 62) | ((ulong)found[i].Start << 32) | (uint)i;
        keys.AsSpan().Sort();
        return Array.ConvertAll(keys, static key => (int)(uint)key);
    }

    private static List<MaskMatch> Join(List<MaskMatch> higher, List<MaskMatch> found, ReadOnlySpan<int> order)
    {
        List<MaskMatch> kept = new(higher.Count + order.Length);
        int place = 0;
        foreach (int number in order)
        {
            MaskMatch match = found[number];
            for (; place < higher.Count && higher[place].End <= match.Start; place++)
                kept.Add(higher[place]);
            if (place < higher.Count && higher[place].Start < match.End)
                continue;
            if (kept.Count > 0 && kept[^1].End > match.Start)
            {
                if (match.Rank == SecretRank)
                    kept[^1] = kept[^1] with { End = Math.Max(kept[^1].End, match.End) };
                continue;
            }
            kept.Add(match);
        }
        for (; place < higher.Count; place++)
            kept.Add(higher[place]);
        return kept;
    }
}

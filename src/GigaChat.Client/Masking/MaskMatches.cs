namespace GigaChat.Masking;

/// <summary>Lists of parts to be masked, in their order, none overlapping another.</summary>
internal static class MaskMatches
{
    /// <summary>The parts without some places: of a part that holds one, what is around it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">The parts.</param>
    /// <param name="places">The places, in their order. What is left of a part must have a letter or a digit.</param>
    public static List<MaskMatch> Without(string text, List<MaskMatch> matches, List<(int Start, int End)> places)
    {
        if (places.Count == 0)
            return matches;
        var left = new List<MaskMatch>(matches.Count);
        int next = 0;
        foreach (MaskMatch match in matches)
        {
            while (next < places.Count && places[next].End <= match.Start)
                next++;
            int from = match.Start;
            for (int i = next; i < places.Count && places[i].Start < match.End; i++)
            {
                AddRest(text, match with { Start = from, End = places[i].Start }, left);
                from = places[i].End;
            }
            if (from == match.Start)
                left.Add(match);
            else
                AddRest(text, match with { Start = from }, left);
        }
        return left;
    }

    /// <summary>Takes in what another match does not cover; a part that is within one of these gives way to it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">The parts.</param>
    /// <param name="more">What comes in.</param>
    public static List<MaskMatch> With(string text, List<MaskMatch> matches, List<MaskMatch> more)
    {
        if (more.Count == 0)
            return matches;
        List<MaskMatch> kept = [];
        List<(int Start, int End)> places = [];
        int next = 0;
        foreach (MaskMatch match in matches)
        {
            while (next < more.Count && more[next].End < match.End)
                next++;
            if (next < more.Count && more[next].Start <= match.Start)
                continue;
            kept.Add(match);
            places.Add((match.Start, match.End));
        }
        return Merge(kept, Without(text, more, places));
    }

    // None overlaps one of the other list.
    private static List<MaskMatch> Merge(List<MaskMatch> first, List<MaskMatch> second)
    {
        if (first.Count == 0)
            return second;
        List<MaskMatch> merged = new(first.Count + second.Count);
        int next = 0;
        foreach (MaskMatch match in first)
        {
            for (; next < second.Count && second[next].Start < match.Start; next++)
                merged.Add(second[next]);
            merged.Add(match);
        }
        for (; next < second.Count; next++)
            merged.Add(second[next]);
        return merged;
    }

    private static void AddRest(string text, MaskMatch match, List<MaskMatch> left)
    {
        if (match.End <= match.Start)
            return;
        ReadOnlySpan<char> part = text.AsSpan(match.Start, match.End - match.Start);
        int start = match.Start + part.Length - part.TrimStart().Length;
        int end = match.End - (part.Length - part.TrimEnd().Length);
        foreach (char c in part)
        {
            if (!char.IsLetterOrDigit(c))
                continue;
            left.Add(match with { Start = start, End = end });
            return;
        }
    }
}

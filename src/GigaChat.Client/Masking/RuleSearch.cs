namespace GigaChat.Masking;

/// <summary>
/// The search of one rule in one text. Each place of a word has a window of its own, so a text full of words would be gone over again and
/// again. Once many places in one window had no match, the next one is looked for in a single pass, and what is before it is left out.
/// </summary>
/// <param name="rule">The rule.</param>
/// <param name="text">The text.</param>
/// <param name="work">Counts.</param>
internal sealed class RuleSearch(MaskRule rule, string text, ScanWork work)
{
    // Ordinary texts have fewer in the few hundred characters of a window, and pay nothing.
    private const int MostFailures = 16;

    private int _matchEnd;
    private int _clearFrom;
    private int _clearTo;
    private int _firstFailure;
    private int _failures;

    /// <summary>Looks for a match around a place of a word.</summary>
    /// <param name="place">Where the word begins.</param>
    /// <returns>The part that is masked; null for no match, and for one within what was found before.</returns>
    public (int Start, int End)? Find(int place)
    {
        if (place < _matchEnd || (place >= _clearFrom && place < _clearTo) || rule.BeginsInWord(text, place))
            return null;
        if (rule.Find(text, place, work) is { } part)
        {
            _matchEnd = part.End;
            return part;
        }
        if (place - _firstFailure > rule.After)
            (_firstFailure, _failures) = (place, 0);
        if (++_failures >= MostFailures)
        {
            (_clearFrom, _clearTo) = (place + 1, rule.FindNext(text, place + 1, work));
            (_firstFailure, _failures) = (_clearTo, 0);
        }
        return null;
    }
}

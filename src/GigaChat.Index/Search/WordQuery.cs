using System.Collections.Frozen;
using GigaChat.Index.Storage;

namespace GigaChat.Index.Search;

/// <summary>
/// A query as an expression of FTS5. Words are looked for by their beginning, without the ending that grammar gives them, because
/// SQLite has no stemmer for Russian; any of them will do, and bm25 puts those first that are rare and that stand together.
/// </summary>
internal static class WordQuery
{
    private const int MaxWords = 32;
    private const int ShortestStem = 4;
    private const int ShortestWord = 2;

    private static readonly FrozenSet<string> Common = (
        "и|в|во|не|что|он|на|я|с|со|как|а|то|все|она|так|его|но|да|ты|к|у|же|вы|за|бы|по|ее|мне|было|вот|от|меня|еще|нет|о|из|ему|для|"
        + "или|ли|если|быть|был|была|это|эта|этот|при|до|под|над|без|the|a|an|of|to|in|on|at|for|and|or|is|are|was|were|be|been|it|this|"
        + "that|with|as|by|from|how|what|which|who|do|does|can|i|my").Split('|').ToFrozenSet(StringComparer.Ordinal);

    // The longer ones first.
    private static readonly string[] Endings =
    [
        "иями", "ться", "ить", "ать", "еть", "ять",
        "ями", "ами", "ыми", "ими", "ого", "его", "ому", "ему", "иях", "ing", "ies", "ях", "ах", "ов", "ев", "ей", "ой", "ий",
        "ый", "ые", "ие", "ая", "яя", "ое", "ее", "ую", "юю", "ом", "ем", "ам", "ям", "ию", "ью", "ия", "ья", "ым", "им", "ых", "их",
        "ет", "ит", "ут", "ют", "ат", "ят", "ть", "ed", "es", "а", "я", "ы", "и", "у", "ю", "е", "о", "ь", "й", "s", "e",
    ];

    /// <summary>The expression; null for a query without words.</summary>
    public static string? Of(string query)
    {
        string[] terms = [.. Words(WordText.Fold(query).ToLowerInvariant())
            .Where(static word => word.Length >= ShortestWord && !Common.Contains(word)).Distinct().Take(MaxWords).Select(Term)];
        return terms.Length == 0 ? null : string.Join(" OR ", terms);
    }

    private static string Term(string word)
    {
        string stem = Stem(word);
        return stem.Length >= ShortestStem ? $"\"{stem}\"*" : $"\"{word}\"";
    }

    private static string Stem(string word)
    {
        string? ending = Array.Find(Endings, ending
            => word.Length - ending.Length >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal));
        return ending is null ? word : word[..^ending.Length];
    }

    // Letters and digits, as unicode61 parts them: nothing in it can be an operator of FTS5.
    private static IEnumerable<string> Words(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }
}

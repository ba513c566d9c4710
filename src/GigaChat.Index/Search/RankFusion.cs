namespace GigaChat.Index.Search;

/// <summary>
/// Joins orders of different kinds by the ranks in them alone, because a cosine and a bm25 have no common measure: reciprocal rank
/// fusion, Cormack, Clarke and Büttcher, SIGIR 2009.
/// </summary>
internal static class RankFusion
{
    // The value of the paper: the first ranks count more, and none of them decides alone.
    private const double Smoothing = 60;

    /// <summary>The members of all orders, the best first; equal ones in the order of the first list.</summary>
    public static IEnumerable<int> Join(params IReadOnlyList<int>[] orders)
    {
        var scores = new Dictionary<int, double>();
        foreach (IReadOnlyList<int> order in orders)
        {
            for (int rank = 0; rank < order.Count; rank++)
                scores[order[rank]] = scores.GetValueOrDefault(order[rank]) + (1 / (Smoothing + rank + 1));
        }
        return scores.OrderByDescending(static pair => pair.Value).Select(static pair => pair.Key);
    }
}

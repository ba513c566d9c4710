using GigaChat.Core;
using GigaChat.Index.Storage;
using GigaChat.Resources;
using Microsoft.Data.Sqlite;

namespace GigaChat.Index.Search;

/// <summary>Searches of one index, by meaning and by words.</summary>
/// <param name="path">The full path of the index.</param>
/// <param name="wait">Waits for locks of other programs.</param>
internal sealed class IndexSearch(string path, LockWait wait)
{
    // Each order has so many candidates at least; what is farther down in both changes nothing in front.
    private const int MinCandidates = 100;

    /// <summary>The model that a query needs; null for an index without documents.</summary>
    /// <exception cref="GigaChatException">See <see cref="IndexReader"/>.</exception>
    public string? ReadModel() => IndexReader.Read(
        path, wait, static database => IndexSettings.Read(database) is { Dimension: > 0, Model: { } model } ? model : null);

    /// <summary>The pieces that match a query best.</summary>
    /// <param name="query">The query.</param>
    /// <param name="vector">Its vector, made by the model of the index.</param>
    /// <param name="first">How many pieces.</param>
    /// <param name="threshold">The lowest cosine that counts.</param>
    /// <param name="isWanted">Whether a document counts, by its source; null for all.</param>
    /// <returns>The best one first.</returns>
    /// <exception cref="GigaChatException">See <see cref="IndexReader"/>; or the query's vector has another length.</exception>
    public IReadOnlyList<IndexHit> Find(string query, float[] vector, int first, double threshold, Func<string, bool>? isWanted)
        => IndexReader.Read(path, wait, database => Find(database, query, vector, first, threshold, isWanted));

    private static List<IndexHit> Find(
        IndexDatabase database, string query, float[] vector, int first, double threshold, Func<string, bool>? isWanted)
    {
        IndexSettings settings = IndexSettings.Read(database);
        if (vector.Length != settings.Dimension)
        {
            throw new GigaChatException(GigaChatErrorKind.IndexInvalid, Localized.Format(
                IndexMessages.DimensionDiffers, database.Path, settings.Model, vector.Length, settings.Dimension));
        }
        VectorBlock block = VectorCache.Get(database, settings);
        HashSet<int>? wanted = isWanted is null ? null : FindDocuments(database, isWanted);
        float[] scores = block.Compare(vector);
        int candidates = Math.Max(MinCandidates, first);
        bool Counts(int row) => scores[row] >= threshold && (wanted is null || wanted.Contains(block.Documents[row]));
        IReadOnlyList<int> byMeaning = Best(scores, candidates, Counts);
        List<int> byWords = FindWords(database, query, candidates, block, Counts);
        return [.. RankFusion.Join(byMeaning, byWords).Take(first).Select(row => Read(database, block.Pieces[row], scores[row]))];
    }

    // The worst of the best comes out first; of equal ones the later.
    private static int[] Best(float[] scores, int count, Func<int, bool> counts)
    {
        var best = new PriorityQueue<int, (float Score, int Place)>(count + 1);
        float lowest = float.NegativeInfinity;
        for (int row = 0; row < scores.Length; row++)
        {
            if (scores[row] <= lowest || !counts(row))
                continue;
            best.Enqueue(row, (scores[row], -row));
            if (best.Count > count)
                best.Dequeue();
            if (best.Count == count && best.TryPeek(out _, out (float Score, int Place) worst))
                lowest = worst.Score;
        }
        return [.. best.UnorderedItems.OrderByDescending(static item => item.Priority).Select(static item => item.Element)];
    }

    private static List<int> FindWords(IndexDatabase database, string query, int count, VectorBlock block, Func<int, bool> counts)
    {
        var rows = new List<int>();
        if (WordQuery.Of(query) is not { } expression)
            return rows;
        using SqliteCommand command = database.Command(
            "SELECT rowid FROM words WHERE words MATCH $query ORDER BY rank", ("$query", expression));
        using SqliteDataReader reader = command.ExecuteReader();
        while (rows.Count < count && reader.Read())
        {
            int row = Array.BinarySearch(block.Pieces, reader.GetInt64(0));
            if (row >= 0 && counts(row))
                rows.Add(row);
        }
        return rows;
    }

    private static HashSet<int> FindDocuments(IndexDatabase database, Func<string, bool> isWanted)
    {
        using SqliteCommand command = database.Command("SELECT id, source FROM documents");
        using SqliteDataReader reader = command.ExecuteReader();
        var documents = new HashSet<int>();
        while (reader.Read())
        {
            if (isWanted(reader.GetString(1)))
                documents.Add(reader.GetInt32(0));
        }
        return documents;
    }

    private static IndexHit Read(IndexDatabase database, long piece, float score)
    {
        using SqliteCommand command = database.Command(
            "SELECT source, line, text FROM pieces JOIN documents ON documents.id = document WHERE pieces.id = $piece", ("$piece", piece));
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read()
            ? new IndexHit
            {
                Source = reader.GetString(0), Line = reader.GetInt32(1), Text = reader.GetString(2), Score = Math.Clamp(score, -1f, 1f),
            }
            : throw StorageFault.Damaged(database.Path, "pieces");
    }
}

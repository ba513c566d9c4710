using System.Numerics.Tensors;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>Finds the nearest of many embeddings. It keeps the best ones only, so any number can pass through.</summary>
public sealed class SimilaritySearch
{
    private readonly Embedding _query;
    private readonly int _count;
    private readonly double _threshold;

    // The worst of the best comes out first; of equal ones the later.
    private readonly PriorityQueue<SimilarText, (double Score, long Place)> _best = new();
    private long _place;

    /// <summary>Begins a search.</summary>
    /// <param name="query">What is searched for.</param>
    /// <param name="count">How many of the best are kept.</param>
    /// <param name="threshold">Embeddings with a lower score are left out.</param>
    public SimilaritySearch(Embedding query, int count, double threshold = -1)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _query = query;
        _count = count;
        _threshold = threshold;
    }

    /// <summary>Compares one more embedding.</summary>
    /// <param name="item">The embedding.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/> where it is of another model or length than the query.
    /// </exception>
    public void Add(Embedding item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Model is { } model && _query.Model is { } wanted && !string.Equals(model, wanted, StringComparison.Ordinal))
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(Messages.ModelsDiffer, model, wanted));
        if (item.Dimension != _query.Dimension)
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest,
                Localized.Format(Messages.DimensionsDiffer, item.Dimension, _query.Dimension));

        double score = Cosine(item.Vector, _query.Vector);
        if (score < _threshold || IsBeyondBest(score))
            return;
        _best.Enqueue(new SimilarText { Score = score, Item = item }, (score, -_place++));
        if (_best.Count > _count)
            _best.Dequeue();
    }

    /// <summary>The best so far, the best one first; equal ones in the order they came.</summary>
    /// <returns>At most as many as asked for.</returns>
    public IReadOnlyList<SimilarText> Best()
        => [.. _best.UnorderedItems.OrderByDescending(static found => found.Priority).Select(static found => found.Element)];

    // Most of many embeddings: nothing is made for them.
    private bool IsBeyondBest(double score)
        => _best.Count == _count && _best.TryPeek(out _, out (double Score, long Place) worst) && score <= worst.Score;

    /// <summary>The cosine; 0 where a vector has no direction.</summary>
    internal static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.IsEmpty)
            return 0;
        float cosine = TensorPrimitives.CosineSimilarity(a, b);
        return float.IsNaN(cosine) ? 0 : Math.Clamp(cosine, -1f, 1f);
    }
}

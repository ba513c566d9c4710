using GigaChat.Index.Storage;
using GigaChat.Index.Text;

namespace GigaChat.Index;

/// <summary>A piece that waits for its vector, or the two halves of one that the model found too long.</summary>
/// <param name="document">The document it is of.</param>
/// <param name="piece">Its text and line.</param>
internal sealed class PendingPiece(PendingDocument document, Piece piece)
{
    private float[]? _vector;
    private (PendingPiece First, PendingPiece Second)? _halves;

    /// <summary>The document.</summary>
    public PendingDocument Document { get; } = document;

    /// <summary>The text.</summary>
    public string Text => piece.Text;

    /// <summary>Gives it its vector.</summary>
    public void Complete(float[] vector)
    {
        _vector = vector;
        Document.Waiting--;
    }

    /// <summary>Cuts it in two.</summary>
    /// <returns>The halves; null where it is too short for that.</returns>
    public (PendingPiece First, PendingPiece Second)? TryHalve()
    {
        if (piece.Halve() is not { } halves)
            return null;
        Document.Waiting++;
        return _halves = (new(Document, halves.First), new(Document, halves.Second));
    }

    /// <summary>The piece with its vector, or those of its halves.</summary>
    public IEnumerable<StoredPiece> Collect() => _halves is var (first, second)
        ? first.Collect().Concat(second.Collect())
        : [new StoredPiece(piece.Line, piece.Text, _vector!)];
}

using GigaChat.Index.Storage;

namespace GigaChat.Index;

/// <summary>A document whose pieces wait for their vectors.</summary>
/// <param name="stamp">What it is.</param>
/// <param name="hash">The hash of its text.</param>
/// <param name="read">When it was read.</param>
/// <param name="isNew">The index did not have it.</param>
internal sealed class PendingDocument(DocumentStamp stamp, byte[] hash, DateTimeOffset read, bool isNew)
{
    /// <summary>What it is.</summary>
    public DocumentStamp Stamp => stamp;

    /// <summary>The hash of its text.</summary>
    public byte[] Hash => hash;

    /// <summary>When it was read.</summary>
    public DateTimeOffset Read => read;

    /// <summary>The index did not have it.</summary>
    public bool IsNew => isNew;

    /// <summary>Its pieces, in order.</summary>
    public List<PendingPiece> Pieces { get; } = [];

    /// <summary>How many pieces have no vector yet.</summary>
    public int Waiting { get; set; }

    /// <summary>Why it cannot be stored; null where it can.</summary>
    public GigaChatException? Error { get; set; }
}

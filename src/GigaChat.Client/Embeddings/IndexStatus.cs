namespace GigaChat;

/// <summary>An index of documents, and what is in it.</summary>
public sealed record IndexStatus
{
    /// <summary>The full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The model that made its vectors; null before the first document.</summary>
    public string? Model { get; init; }

    /// <summary>Numbers of a vector; 0 before the first document.</summary>
    public int Dimension { get; init; }

    /// <summary>Documents.</summary>
    public long Documents { get; init; }

    /// <summary>Pieces of all documents.</summary>
    public long Pieces { get; init; }

    /// <summary>Characters of a piece at most.</summary>
    public int ChunkSize { get; init; }

    /// <summary>The size of the file, with what has not been moved into it yet, in bytes.</summary>
    public long Size { get; init; }

    /// <summary>When a document was last added, changed or removed; null before the first one.</summary>
    public DateTimeOffset? Updated { get; init; }
}

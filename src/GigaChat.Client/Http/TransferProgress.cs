namespace GigaChat;

/// <summary>How far the transfer of a file is.</summary>
public sealed record TransferProgress
{
    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>Which way it goes.</summary>
    public TransferDirection Direction { get; init; }

    /// <summary>Bytes moved; a repetition begins at 0 again.</summary>
    public long Done { get; init; }

    /// <summary>Bytes in all; null where the service does not say.</summary>
    public long? Total { get; init; }

    /// <summary>Nothing more will come of it, whether it succeeded or not.</summary>
    public bool HasEnded { get; init; }

    /// <summary>
    /// Identifies the transfer among those that run at the same time: the same object in all reports of one transfer, and another one
    /// in those of each other.
    /// </summary>
    public object? Source { get; init; }
}

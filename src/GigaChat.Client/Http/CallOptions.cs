namespace GigaChat;

/// <summary>What one call may want otherwise than its connection.</summary>
public sealed record CallOptions
{
    /// <summary>The longest time for an attempt; for a stream or a file the longest silence. Null: as the connection says.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Is told of every attempt and every wait, from any thread.</summary>
    public Action<RequestTrace>? Trace { get; init; }

    /// <summary>Is told of the bodies sent and received, from any thread. They hold what the user asked, and no token.</summary>
    public Action<BodyTrace>? Bodies { get; init; }

    /// <summary>Is told how uploads and downloads go on, from any thread.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }
}

namespace GigaChat;

/// <summary>What one call may want otherwise than its connection.</summary>
public sealed record CallOptions
{
    /// <summary>The longest time for an attempt; for a stream the longest silence. Null: as the connection says.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Is told of every attempt and every wait, from any thread.</summary>
    public Action<RequestTrace>? Trace { get; init; }
}

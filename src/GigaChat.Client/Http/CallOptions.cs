namespace GigaChat;

/// <summary>Options of one call that differ from those of its connection.</summary>
public sealed record CallOptions
{
    /// <summary>The longest time for an attempt; for a stream or a file the longest silence. Null: as the connection says.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Called for every attempt and every pause, on any thread.</summary>
    public Action<RequestTrace>? Trace { get; init; }

    /// <summary>Called before each pause between two attempts, on any thread: <see cref="RequestTrace.Wait"/> is how long it is.</summary>
    public Action<RequestTrace>? Pauses { get; init; }

    /// <summary>Called for the bodies sent and received, on any thread. They hold prompts and answers, but no token.</summary>
    public Action<BodyTrace>? Bodies { get; init; }

    /// <summary>Receives the progress of uploads and downloads, on any thread.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }

    /// <summary>
    /// Limits the requests under way of all calls that share it, beside the limit of the connection. A request gives its place back once
    /// its answer has come whole, so that the next one is sent while that answer is read; a stream keeps it to its end.
    /// </summary>
    public SemaphoreSlim? Throttle { get; init; }
}

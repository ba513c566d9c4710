namespace GigaChat.Commands.Chat;

/// <summary>The parameters of Invoke-GigaChat that decide how requests are sent and replies are written.</summary>
internal sealed record ChatOutputSettings
{
    /// <summary>The text goes to the screen as it arrives.</summary>
    public bool Stream { get; init; }

    /// <summary>Chunks are written instead of the reply.</summary>
    public bool AsChunk { get; init; }

    /// <summary>The value of a structured answer is written instead of the reply.</summary>
    public bool AsObject { get; init; }

    /// <summary>The properties of the input are written, and those of the answer behind them.</summary>
    public bool IncludeInput { get; init; }

    /// <summary>Requests at a time.</summary>
    public int ThrottleLimit { get; init; } = 1;

    /// <summary>The longest time for an attempt; null for the connection's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The cmdlet ends its pipeline, so its output goes to the screen.</summary>
    public bool IsLastInPipeline { get; init; }

    /// <summary>The answer is requested as a stream of events.</summary>
    public bool IsStreamed => Stream || AsChunk;
}

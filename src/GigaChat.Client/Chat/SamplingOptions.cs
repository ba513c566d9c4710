namespace GigaChat;

/// <summary>How a model chooses the words of its answer. What is null is left to the service.</summary>
public sealed record SamplingOptions
{
    /// <summary>0 or more; below 0.001 the service answers deterministically.</summary>
    public double? Temperature { get; init; }

    /// <summary>The probability mass that the words are chosen from: 0 to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>The longest answer, in tokens.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Above 0; 1 is neutral.</summary>
    public double? RepetitionPenalty { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public string? ReasoningEffort { get; init; }
}

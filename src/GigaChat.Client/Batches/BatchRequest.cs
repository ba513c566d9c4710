namespace GigaChat;

/// <summary>Requests that are to be answered together, later. What is null is left to the service.</summary>
public sealed record BatchRequest
{
    /// <summary>Answers or vectors.</summary>
    public GigaChatBatchMethod Method { get; init; }

    /// <summary>The prompts or texts, each with an id of its own.</summary>
    public required IReadOnlyList<BatchInput> Inputs { get; init; }

    /// <summary>The model; null for the connection's, or the usual one for vectors.</summary>
    public string? Model { get; init; }

    /// <summary>Instructions before each prompt; for answers only, as all that follows.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Above 0; below 0.001 the service answers deterministically.</summary>
    public double? Temperature { get; init; }

    /// <summary>0 to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>The longest answer, in tokens.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Above 0; 1 is neutral.</summary>
    public double? RepetitionPenalty { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public string? ReasoningEffort { get; init; }
}

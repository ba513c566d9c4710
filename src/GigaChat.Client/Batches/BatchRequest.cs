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

    /// <summary>The form that each answer must have; see <see cref="ChatReply.Value"/>.</summary>
    public ResponseSchema? Schema { get; init; }

    /// <summary>What is masked in prompts and texts before they are sent; null for what the connection masks.</summary>
    public TextMaskRules? Mask { get; init; }

    /// <summary>How the model chooses the words of its answers; null leaves all of it to the service.</summary>
    public SamplingOptions? Sampling { get; init; }
}

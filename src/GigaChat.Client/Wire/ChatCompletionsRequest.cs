using System.Text.Json;

namespace GigaChat.Wire;

/// <summary>The body of <c>POST /chat/completions</c>, version 1.</summary>
internal sealed record ChatCompletionsRequest
{
    public required string Model { get; init; }

    public required IReadOnlyList<MessagePayload> Messages { get; init; }

    /// <summary>The service refuses 0, which elsewhere means "always the same"; here that is anything below 0.001.</summary>
    public double? Temperature
    {
        get;
        init => field = value is 0 ? 0.0001 : value;
    }

    public double? TopP { get; init; }

    public int? MaxTokens { get; init; }

    public double? RepetitionPenalty { get; init; }

    public string? ReasoningEffort { get; init; }

    public bool? Stream { get; init; }

    public IReadOnlyList<FunctionPayload>? Functions { get; init; }

    /// <summary><c>auto</c>, <c>none</c>, or an object with a name.</summary>
    public JsonElement? FunctionCall { get; init; }

    public ResponseFormatPayload? ResponseFormat { get; init; }
}

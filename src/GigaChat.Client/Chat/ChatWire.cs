using System.Text.Json;

namespace GigaChat.Json;

/// <summary>The body of <c>POST /chat/completions</c>, version 1.</summary>
internal sealed record ChatBody
{
    public required string Model { get; init; }

    public required IReadOnlyList<WireMessage> Messages { get; init; }

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

    public IReadOnlyList<WireFunction>? Functions { get; init; }

    /// <summary><c>auto</c>, <c>none</c>, or an object with a name.</summary>
    public JsonElement? FunctionCall { get; init; }

    public WireResponseFormat? ResponseFormat { get; init; }
}

/// <summary>A message of a request or an answer; in a stream, a piece of one.</summary>
internal sealed record WireMessage
{
    public string? Role { get; set; }

    public string? Content { get; set; }

    public string? ReasoningContent { get; set; }

    /// <summary>Of a function's result the function's name.</summary>
    public string? Name { get; set; }

    /// <summary>Ids of files.</summary>
    public IReadOnlyList<string>? Attachments { get; set; }

    public WireFunctionCall? FunctionCall { get; set; }

    public string? FunctionsStateId { get; set; }

    public static WireMessage From(ChatMessage message) => new()
    {
        Role = message.Role,
        Content = message.Content,
        Name = message.FunctionName,
        Attachments = message.Attachments,
        FunctionCall = message.FunctionCall?.ToWire(),
        FunctionsStateId = message.FunctionsStateId,
    };
}

/// <summary>An answer, or one event of a stream.</summary>
internal sealed record ChatAnswer : ITokenAnswer
{
    int? ITokenAnswer.ChargedTokens => Usage?.TotalTokens;

    public IReadOnlyList<WireChoice>? Choices { get; set; }

    public string? Model { get; set; }

    public WireUsage? Usage { get; set; }
}

/// <summary>One choice; the service sends one.</summary>
internal sealed record WireChoice
{
    public WireMessage? Message { get; set; }

    public WireMessage? Delta { get; set; }

    public string? FinishReason { get; set; }
}

/// <summary>Tokens of a request.</summary>
internal sealed record WireUsage
{
    public int PromptTokens { get; set; }

    public int CompletionTokens { get; set; }

    public int TotalTokens { get; set; }

    public int PrecachedPromptTokens { get; set; }
}

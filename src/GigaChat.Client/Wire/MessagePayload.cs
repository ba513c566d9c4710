namespace GigaChat.Wire;

/// <summary>A message of a request or an answer; in a stream, a piece of one.</summary>
internal sealed record MessagePayload
{
    public string? Role { get; set; }

    public string? Content { get; set; }

    public string? ReasoningContent { get; set; }

    /// <summary>Of a function's result the function's name.</summary>
    public string? Name { get; set; }

    /// <summary>Ids of files.</summary>
    public IReadOnlyList<string>? Attachments { get; set; }

    public FunctionCallPayload? FunctionCall { get; set; }

    public string? FunctionsStateId { get; set; }
}

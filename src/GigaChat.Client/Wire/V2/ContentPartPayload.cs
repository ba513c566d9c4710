namespace GigaChat.Wire.V2;

/// <summary>A part of a message. One part may have several of these members.</summary>
internal sealed record ContentPartPayload
{
    public string? Text { get; set; }

    public IReadOnlyList<ContentFilePayload>? Files { get; set; }

    public FunctionCallPayload? FunctionCall { get; set; }

    public FunctionResultPayload? FunctionResult { get; set; }

    public InlineDataPayload? InlineData { get; set; }

    public ToolExecutionPayload? ToolExecution { get; set; }

    public IReadOnlyList<LogProbPayload>? Logprobs { get; set; }
}

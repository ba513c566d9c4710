namespace GigaChat.Wire.V2;

/// <summary>Which tool or function has to be used: <c>auto</c>, <c>none</c>, <c>forced</c> with a name, or <c>any</c>.</summary>
internal sealed record ToolConfigPayload
{
    public required string Mode { get; init; }

    public string? ToolName { get; init; }

    public string? FunctionName { get; init; }
}

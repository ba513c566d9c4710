namespace GigaChat.Wire.V2;

/// <summary>A built-in tool at work; comes in streams alone.</summary>
internal sealed record ToolExecutionPayload
{
    public string? Name { get; set; }

    /// <summary><c>success</c> or <c>fail</c>; missing while it runs.</summary>
    public string? Status { get; set; }

    public double? SecondsLeft { get; set; }
}

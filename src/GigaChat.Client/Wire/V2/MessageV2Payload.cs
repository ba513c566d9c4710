namespace GigaChat.Wire.V2;

/// <summary>A message of version 2; in a stream, a piece of one.</summary>
internal sealed record MessageV2Payload
{
    public string? Role { get; set; }

    public IReadOnlyList<ContentPartPayload>? Content { get; set; }

    /// <summary>The state of calls, as requests name it.</summary>
    public string? ToolsStateId { get; set; }

    /// <summary>The state of calls, as answers name it (CAS, LIVE, JARVIS, RUBY; SPEC has the other name).</summary>
    public string? ToolStateId { get; set; }
}

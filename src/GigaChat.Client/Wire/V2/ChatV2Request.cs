namespace GigaChat.Wire.V2;

/// <summary>The body of <c>POST /v2/chat/completions</c>.</summary>
internal sealed record ChatV2Request
{
    /// <summary>Left out where a thread is gone on with, which has its model already.</summary>
    public string? Model { get; init; }

    public required IReadOnlyList<MessageV2Payload> Messages { get; init; }

    public ModelOptionsPayload? ModelOptions { get; init; }

    public bool? Stream { get; init; }

    /// <summary>Objects of one member each: the name of a tool, and what it needs.</summary>
    public IReadOnlyList<Dictionary<string, ToolPayload>>? Tools { get; init; }

    public ToolConfigPayload? ToolConfig { get; init; }

    public StoragePayload? Storage { get; init; }
}

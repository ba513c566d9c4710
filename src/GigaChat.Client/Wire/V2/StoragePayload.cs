namespace GigaChat.Wire.V2;

/// <summary>The service keeps the messages: in a new thread, or in the one that is named.</summary>
internal sealed record StoragePayload
{
    public string? ThreadId { get; init; }
}

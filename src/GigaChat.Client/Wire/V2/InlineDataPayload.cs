namespace GigaChat.Wire.V2;

/// <summary>What stands beside a text.</summary>
internal sealed record InlineDataPayload
{
    /// <summary>Pages by their number; in no particular order.</summary>
    public Dictionary<string, SourcePayload>? Sources { get; set; }
}

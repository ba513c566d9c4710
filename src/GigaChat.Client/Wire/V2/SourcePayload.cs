namespace GigaChat.Wire.V2;

/// <summary>A page that was found.</summary>
internal sealed record SourcePayload
{
    public string? Url { get; set; }

    public string? Title { get; set; }
}

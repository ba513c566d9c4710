namespace GigaChat.Wire;

/// <summary>A file; also the answer of <c>POST /files</c>.</summary>
internal sealed record FileResponse
{
    public string? Id { get; set; }

    public long? Bytes { get; set; }

    public long? CreatedAt { get; set; }

    public string? Filename { get; set; }

    public string? Purpose { get; set; }

    public string? AccessPolicy { get; set; }
}

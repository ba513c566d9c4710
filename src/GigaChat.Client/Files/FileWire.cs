namespace GigaChat.Json;

/// <summary>The answer of <c>GET /files</c>.</summary>
internal sealed record FileList
{
    public IReadOnlyList<FileAnswer>? Data { get; set; }
}

/// <summary>A file; also the answer of <c>POST /files</c>.</summary>
internal sealed record FileAnswer
{
    public string? Id { get; set; }

    public long? Bytes { get; set; }

    public long? CreatedAt { get; set; }

    public string? Filename { get; set; }

    public string? Purpose { get; set; }

    public string? AccessPolicy { get; set; }
}

/// <summary>The answer of <c>POST /files/{id}/delete</c>.</summary>
internal sealed record FileDeletion
{
    public bool? Deleted { get; set; }
}

namespace GigaChat.Json;

/// <summary>The answer of <c>GET /files</c>.</summary>
internal sealed record FileList
{
    public IReadOnlyList<FileAnswer>? Data { get; init; }
}

/// <summary>A file; also the answer of <c>POST /files</c>.</summary>
internal sealed record FileAnswer
{
    public string? Id { get; init; }

    public long? Bytes { get; init; }

    public long? CreatedAt { get; init; }

    public string? Filename { get; init; }

    public string? Purpose { get; init; }

    public string? AccessPolicy { get; init; }
}

/// <summary>The answer of <c>POST /files/{id}/delete</c>.</summary>
internal sealed record FileDeletion
{
    public bool? Deleted { get; init; }
}

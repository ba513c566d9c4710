namespace GigaChat.Wire;

/// <summary>The answer of <c>GET /files</c>.</summary>
internal sealed record FilesResponse
{
    public IReadOnlyList<FileResponse>? Data { get; set; }
}

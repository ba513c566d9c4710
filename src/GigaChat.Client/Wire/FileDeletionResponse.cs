namespace GigaChat.Wire;

/// <summary>The answer of <c>POST /files/{id}/delete</c>.</summary>
internal sealed record FileDeletionResponse
{
    public bool? Deleted { get; set; }
}

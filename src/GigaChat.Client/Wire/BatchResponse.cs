using System.Text.Json;

namespace GigaChat.Wire;

/// <summary>A batch, as <c>POST /batches</c> answers it and <c>GET /batches</c> lists it.</summary>
internal sealed record BatchResponse
{
    public string? Id { get; set; }

    public string? Method { get; set; }

    public string? Status { get; set; }

    public BatchCountsPayload? RequestCounts { get; set; }

    public string? OutputFileId { get; set; }

    // Seconds in every example, but nothing promises that.
    public JsonElement? CreatedAt { get; set; }

    public JsonElement? UpdatedAt { get; set; }
}

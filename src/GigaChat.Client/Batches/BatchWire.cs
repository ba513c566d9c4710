using System.Text.Json;

namespace GigaChat.Json;

/// <summary>A line of a batch: the body of the direct call under an id.</summary>
/// <typeparam name="T">The body.</typeparam>
internal sealed record BatchLine<T>
{
    public required string Id { get; init; }

    public required T Request { get; init; }
}

/// <summary>A batch, as <c>POST /batches</c> answers it and <c>GET /batches</c> lists it.</summary>
internal sealed record BatchAnswer
{
    public string? Id { get; set; }

    public string? Method { get; set; }

    public string? Status { get; set; }

    public BatchCounts? RequestCounts { get; set; }

    public string? OutputFileId { get; set; }

    // Seconds in every example, but nothing promises that.
    public JsonElement? CreatedAt { get; set; }

    public JsonElement? UpdatedAt { get; set; }
}

/// <summary>How far it is.</summary>
internal sealed record BatchCounts
{
    public int? Total { get; set; }

    public int? Completed { get; set; }

    public int? Failed { get; set; }
}

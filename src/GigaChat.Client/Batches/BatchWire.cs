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
    public string? Id { get; init; }

    public string? Method { get; init; }

    public string? Status { get; init; }

    public BatchCounts? RequestCounts { get; init; }

    public string? OutputFileId { get; init; }

    // Seconds in every example, but nothing promises that.
    public JsonElement? CreatedAt { get; init; }

    public JsonElement? UpdatedAt { get; init; }
}

/// <summary>How far it is.</summary>
internal sealed record BatchCounts
{
    public int? Total { get; init; }

    public int? Completed { get; init; }

    public int? Failed { get; init; }
}

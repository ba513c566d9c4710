namespace GigaChat.Json;

/// <summary>The body of <c>POST /ai/check</c>.</summary>
internal sealed record AiCheckBody
{
    public required string Model { get; init; }

    public required string Input { get; init; }
}

/// <summary>Its answer.</summary>
internal sealed record AiCheckAnswer
{
    public string? Category { get; set; }

    public int Characters { get; set; }

    public int Tokens { get; set; }

    public IReadOnlyList<IReadOnlyList<int>>? AiIntervals { get; set; }
}

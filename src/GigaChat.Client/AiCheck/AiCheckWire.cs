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
    public string? Category { get; init; }

    public int Characters { get; init; }

    public int Tokens { get; init; }

    public IReadOnlyList<IReadOnlyList<int>>? AiIntervals { get; init; }
}

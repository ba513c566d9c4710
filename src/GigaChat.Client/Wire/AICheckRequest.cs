namespace GigaChat.Wire;

/// <summary>The body of <c>POST /ai/check</c>.</summary>
internal sealed record AICheckRequest
{
    public required string Model { get; init; }

    public required string Input { get; init; }
}

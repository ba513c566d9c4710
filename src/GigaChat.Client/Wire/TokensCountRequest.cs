namespace GigaChat.Wire;

/// <summary>The body of <c>POST /tokens/count</c>; the answer is a bare array in the order of the input.</summary>
internal sealed record TokensCountRequest
{
    public required string Model { get; init; }

    public required IReadOnlyList<string> Input { get; init; }
}

namespace GigaChat.Json;

/// <summary>The body of <c>POST /tokens/count</c>; the answer is a bare array in the order of the input.</summary>
internal sealed record TokensBody
{
    public required string Model { get; init; }

    public required IReadOnlyList<string> Input { get; init; }
}

/// <summary>One text of its answer.</summary>
internal sealed record TokensItem
{
    public int Tokens { get; set; }

    public int Characters { get; set; }
}

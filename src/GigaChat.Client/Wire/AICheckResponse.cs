namespace GigaChat.Wire;

/// <summary>Its answer.</summary>
internal sealed record AICheckResponse : ITokenUsage
{
    int? ITokenUsage.ChargedTokens => Tokens;

    public string? Category { get; set; }

    public int Characters { get; set; }

    public int Tokens { get; set; }

    public IReadOnlyList<IReadOnlyList<int>>? AiIntervals { get; set; }
}

namespace GigaChat.Json;

/// <summary>The answer of <c>GET /balance</c>.</summary>
internal sealed record BalanceAnswer
{
    public IReadOnlyList<BalanceItem>? Balance { get; init; }
}

/// <summary>One package.</summary>
internal sealed record BalanceItem
{
    public string? Usage { get; init; }

    public long Value { get; init; }
}

namespace GigaChat.Json;

/// <summary>The answer of <c>GET /balance</c>.</summary>
internal sealed record BalanceAnswer
{
    public IReadOnlyList<BalanceItem>? Balance { get; set; }
}

/// <summary>One package.</summary>
internal sealed record BalanceItem
{
    public string? Usage { get; set; }

    public long Value { get; set; }
}

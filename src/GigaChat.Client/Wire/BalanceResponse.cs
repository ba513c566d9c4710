namespace GigaChat.Wire;

/// <summary>The answer of <c>GET /balance</c>.</summary>
internal sealed record BalanceResponse
{
    public IReadOnlyList<BalancePayload>? Balance { get; set; }
}

namespace GigaChat.Wire;

/// <summary>One package.</summary>
internal sealed record BalancePayload
{
    public string? Usage { get; set; }

    public long Value { get; set; }
}

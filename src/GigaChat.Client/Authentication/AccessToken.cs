namespace GigaChat;

/// <summary>A token and when it ends.</summary>
/// <param name="Value">The bearer token.</param>
/// <param name="ExpiresAt">Its end (UTC), or null for one that was handed to us.</param>
internal sealed record AccessToken(string Value, DateTimeOffset? ExpiresAt)
{
    /// <summary>A token is renewed this long before its end.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromSeconds(60);

    // Unix seconds stay below this until the year 5138; milliseconds have been above it since 1973.
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>Reads <c>expires_at</c> (milliseconds) and <c>exp</c> (seconds) alike, by size: the service uses both.</summary>
    public static DateTimeOffset ExpiryFromWire(long value)
        => value < FirstMilliseconds
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Max(value, 0))
            : DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(value, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    public bool IsUsable(DateTimeOffset now) => ExpiresAt is not { } end || now < end - RenewBefore;

    /// <summary>Never the value.</summary>
    public override string ToString() => $"AccessToken (until {ExpiresAt:u})";
}

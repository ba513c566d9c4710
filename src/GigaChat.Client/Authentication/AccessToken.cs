namespace GigaChat.Authentication;

/// <summary>A token and when it ends.</summary>
/// <param name="Value">The bearer token.</param>
/// <param name="ExpiresAt">Its end (UTC), or null for one that was handed to us.</param>
internal sealed record AccessToken(string Value, DateTimeOffset? ExpiresAt)
{
    /// <summary>A token is renewed this long before its end.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromSeconds(60);

    public bool IsUsable(DateTimeOffset now) => ExpiresAt is not { } end || now < end - RenewBefore;

    /// <summary>Never the value.</summary>
    public override string ToString() => $"AccessToken (until {ExpiresAt:u})";
}

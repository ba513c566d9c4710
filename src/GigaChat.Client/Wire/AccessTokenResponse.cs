namespace GigaChat.Wire;

/// <summary>The answer of OAuth (<c>access_token</c>, <c>expires_at</c>) or of the password flow (<c>tok</c>, <c>exp</c>).</summary>
internal sealed record AccessTokenResponse
{
    public string? AccessToken { get; set; }

    /// <summary>0 where it is missing.</summary>
    public long ExpiresAt { get; set; }

    public string? Tok { get; set; }

    /// <summary>0 where it is missing.</summary>
    public long Exp { get; set; }

    public override string ToString() => nameof(AccessTokenResponse);
}

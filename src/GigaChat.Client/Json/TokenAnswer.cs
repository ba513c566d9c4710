namespace GigaChat.Json;

/// <summary>The answer of OAuth (<c>access_token</c>, <c>expires_at</c>) or of the password flow (<c>tok</c>, <c>exp</c>).</summary>
internal sealed record TokenAnswer
{
    public string? AccessToken { get; init; }

    public long? ExpiresAt { get; init; }

    public string? Tok { get; init; }

    public long? Exp { get; init; }

    public override string ToString() => nameof(TokenAnswer);
}

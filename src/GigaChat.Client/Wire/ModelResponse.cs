namespace GigaChat.Wire;

/// <summary>A model; also the answer of <c>GET /models/{model}</c>.</summary>
internal sealed record ModelResponse
{
    public string? Id { get; set; }

    public string? Type { get; set; }

    public string? OwnedBy { get; set; }
}

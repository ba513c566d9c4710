namespace GigaChat.Json;

/// <summary>The answer of <c>GET /models</c>.</summary>
internal sealed record ModelList
{
    public IReadOnlyList<ModelAnswer>? Data { get; set; }
}

/// <summary>A model; also the answer of <c>GET /models/{model}</c>.</summary>
internal sealed record ModelAnswer
{
    public string? Id { get; set; }

    public string? Type { get; set; }

    public string? OwnedBy { get; set; }
}

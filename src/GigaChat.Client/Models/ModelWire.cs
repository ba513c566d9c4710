namespace GigaChat.Json;

/// <summary>The answer of <c>GET /models</c>.</summary>
internal sealed record ModelList
{
    public IReadOnlyList<ModelAnswer>? Data { get; init; }
}

/// <summary>A model; also the answer of <c>GET /models/{model}</c>.</summary>
internal sealed record ModelAnswer
{
    public string? Id { get; init; }

    public string? Type { get; init; }

    public string? OwnedBy { get; init; }
}

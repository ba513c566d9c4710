namespace GigaChat.Wire;

/// <summary>The answer of <c>GET /models</c>.</summary>
internal sealed record ModelsResponse
{
    public IReadOnlyList<ModelResponse>? Data { get; set; }
}

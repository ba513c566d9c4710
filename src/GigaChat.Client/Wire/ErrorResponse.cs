namespace GigaChat.Wire;

/// <summary>An error body: OAuth sends <c>code</c>, the API <c>status</c>, both <c>message</c>.</summary>
internal sealed record ErrorResponse
{
    public int? Code { get; set; }

    public string? Message { get; set; }
}

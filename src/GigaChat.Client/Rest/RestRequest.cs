namespace GigaChat;

/// <summary>A request to a path of the service for which this library has no method of its own.</summary>
public sealed record RestRequest
{
    /// <summary>
    /// The path below the connection's address (<c>assistants</c>), or with a version (<c>/v2/chat/completions</c>), or a whole address
    /// of the same host; a query may follow.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Names and values of the query; they are escaped.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Further headers. Those that the connection sets itself, such as <c>Authorization</c>, are refused.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The full path of a file that is sent as the body, instead of <see cref="Body"/>; null for none.</summary>
    public string? BodyPath { get; init; }

    /// <summary>The type of the body, for example <c>application/json</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>A refusal (status 400 and above) is returned as an answer instead of thrown.</summary>
    public bool SkipErrorCheck { get; init; }
}

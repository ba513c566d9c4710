namespace GigaChat;

/// <summary>A request to the API, before it is bound to a connection.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the base address, without a leading slash.</param>
internal sealed record ServiceRequest(HttpMethod Method, string Path)
{
    /// <summary>The JSON body.</summary>
    public ReadOnlyMemory<byte>? Json { get; init; }

    /// <summary>Makes a body that is no JSON. It must be able to write itself again for a repetition.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>Asks for an event stream.</summary>
    public bool Streamed { get; init; }

    /// <summary><c>X-Session-ID</c>; null for the connection's.</summary>
    public string? SessionId { get; init; }

    /// <summary>What a 404 means here.</summary>
    public GigaChatErrorKind NotFound { get; init; } = GigaChatErrorKind.InvalidRequest;

    /// <summary>What a 403 means here: a text with the places of <c>PermissionDenied</c>; null for that one.</summary>
    public string? Denied { get; init; }

    /// <summary>What a 404 means here: a text with the places status, the service's words, subject; null for the usual one.</summary>
    public string? Missing { get; init; }

    /// <summary>The model or file asked for, named in a 404's message.</summary>
    public string? Subject { get; init; }
}

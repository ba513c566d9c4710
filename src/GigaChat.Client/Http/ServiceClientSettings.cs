namespace GigaChat.Http;

/// <summary>The settings of a connection that its requests to the API need.</summary>
internal sealed record ServiceClientSettings
{
    /// <summary>The API address.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The longest time for one attempt of a call that names none.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary><c>X-Session-ID</c> of requests that name none; null for none.</summary>
    public string? SessionId { get; init; }

    /// <summary><c>X-Client-ID</c>; null for none.</summary>
    public string? UserId { get; init; }

    /// <summary>Once so many tokens were charged, nothing is sent that costs any; null for no limit.</summary>
    public long? TokenBudget { get; init; }

    /// <summary>Where each request is written down; null for nowhere.</summary>
    public Logging.CallLog? Log { get; init; }

    /// <summary>For messages about faults on the way.</summary>
    public required TransportErrorContext Transport { get; init; }

    /// <summary>What a 401 means, in the language of the caller: a text with the places of <c>TokenRefused</c>.</summary>
    public required Func<string> UnauthorizedMessage { get; init; }
}

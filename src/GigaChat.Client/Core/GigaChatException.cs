using System.Net;

namespace GigaChat;

/// <summary>The exception of this library. Its message says what to do next; it never holds a secret.</summary>
public class GigaChatException : Exception
{
    /// <summary>Creates an error of a kind.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What a user reads: what happened and what to do next.</param>
    /// <param name="inner">The exception behind it, if any.</param>
    public GigaChatException(GigaChatErrorKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    /// <summary>What went wrong.</summary>
    public GigaChatErrorKind Kind { get; }

    /// <summary>The stable error id, for example <c>GigaChatRateLimited</c>.</summary>
    public string ErrorId => "GigaChat" + Kind;

    /// <summary>The HTTP status, where an answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The service's own code: the OAuth address answers 1, 4, 5, 6 or 7.</summary>
    public int? ServiceCode { get; init; }

    /// <summary>The service's own words.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>The <c>x-request-id</c> of the answer, for the service's support.</summary>
    public string? RequestId { get; init; }

    /// <summary>A step that may help, where there is a definite one.</summary>
    public string? RecommendedAction { get; init; }
}

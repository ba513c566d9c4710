using System.Diagnostics;

namespace GigaChat.Http;

/// <summary>What the handlers need to know of a request; travels in its options.</summary>
internal sealed class AttemptContext
{
    private static readonly HttpRequestOptionsKey<AttemptContext> Key = new("GigaChat.AttemptContext");
    private readonly HttpRequestMessage _request;

    public AttemptContext(HttpRequestMessage request, TimeSpan timeout)
    {
        _request = request;
        Timeout = timeout;
        request.Options.Set(Key, this);
    }

    /// <summary>The longest time for one attempt; of a transfer the longest silence.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Makes the body of an attempt; null where the request has its own, or none.</summary>
    public Func<IdleTimeout?, HttpContent>? Body { get; init; }

    /// <summary>The answer is read as it comes instead of whole.</summary>
    public bool IsStream { get; init; }

    /// <summary>A good answer holds a token: its buffer is cleared after use.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Takes the body of a good answer while it comes.</summary>
    public Func<HttpContent, IdleTimeout, Task>? Sink { get; init; }

    /// <summary>The most bytes that an answer may have, unless it goes to the <see cref="Sink"/>.</summary>
    public required int MaxResponseBytes { get; init; }

    /// <summary>Large bodies: see <see cref="ServiceRequest.Transfer"/>.</summary>
    public Transfer? Transfer { get; init; }

    public Action<RequestTrace>? Trace { get; init; }

    /// <summary>Is told of the bodies; null where nobody asked, and always for a sign-in.</summary>
    public Action<BodyTrace>? Bodies { get; init; }

    /// <summary>Whoever sent it reads the answer first and then calls <see cref="ReportResponse"/>: only then are the tokens known.</summary>
    public bool IsReportedByCaller { get; init; }

    /// <summary>Attempts made so far.</summary>
    public int Attempts { get; set; }

    /// <summary>When the last attempt began.</summary>
    public long Started { get; set; }

    /// <summary>Tells of the attempt that was answered.</summary>
    public void ReportResponse(HttpResponseMessage response, int? tokens = null)
        => Trace?.Invoke(CreateTrace() with { StatusCode = response.StatusCode, ServerTime = response.Headers.Date, Elapsed = Stopwatch.GetElapsedTime(Started), Tokens = tokens });

    public static AttemptContext Of(HttpRequestMessage request)
        => request.Options.TryGetValue(Key, out AttemptContext? attempt) ? attempt : throw new InvalidOperationException("The request carries no AttemptContext.");

    public RequestTrace CreateTrace() => new() { Method = _request.Method.Method, Address = _request.RequestUri!, Attempt = Attempts };
}

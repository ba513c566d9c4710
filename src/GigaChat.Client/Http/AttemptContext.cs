using System.Diagnostics;
using GigaChat.Core;

namespace GigaChat.Http;

/// <summary>The request of a call and the options of that call, for the handlers; travels in the options of the HTTP message.</summary>
/// <param name="request">The request.</param>
/// <param name="options">The options of the call, or null.</param>
/// <param name="timeout">The longest time for one attempt; of a transfer the longest silence.</param>
internal sealed class AttemptContext(ServiceRequest request, CallOptions? options, TimeSpan timeout)
{
    private static readonly HttpRequestOptionsKey<AttemptContext> Key = new("GigaChat.AttemptContext");

    private HttpRequestMessage? _message;

    public ServiceRequest Request { get; } = request;

    /// <summary>The options of the call; null for none.</summary>
    public CallOptions? Options { get; } = options;

    /// <summary>The longest time for one attempt; of a transfer the longest silence.</summary>
    public TimeSpan Timeout { get; } = timeout;

    /// <summary>Receives a line for every attempt and every pause.</summary>
    public Action<RequestTrace>? Trace { get; } = options?.Trace;

    /// <summary>Receives a line for every pause.</summary>
    public Action<RequestTrace>? Pauses { get; } = options?.Pauses;

    /// <summary>Receives the bodies; always null for a sign-in, whose bodies hold secrets.</summary>
    public Action<BodyTrace>? Bodies { get; } = request.IsSensitive ? null : options?.Bodies;

    /// <summary>
    /// The caller reads a good answer first and then calls <see cref="ReportResponse"/>: only then is the number of tokens known.
    /// </summary>
    public bool IsReportedByCaller { get; init; }

    /// <summary>Attempts made so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>When the last attempt began, as <see cref="Stopwatch.GetTimestamp"/> counts.</summary>
    public long Started { get; private set; }

    /// <summary>The context that a message carries.</summary>
    public static AttemptContext Of(HttpRequestMessage message)
        => message.Options.TryGetValue(Key, out AttemptContext? attempt)
            ? attempt : throw new InvalidOperationException("The request carries no AttemptContext.");

    /// <summary>Puts the context on a message.</summary>
    public void AttachTo(HttpRequestMessage message)
    {
        _message = message;
        message.Options.Set(Key, this);
    }

    /// <summary>Counts a new attempt and starts its clock.</summary>
    public void Begin()
    {
        Attempts++;
        Started = Stopwatch.GetTimestamp();
    }

    /// <summary>Reports that the attempt was answered.</summary>
    public void ReportResponse(HttpResponseMessage response, int? tokens = null) => Trace?.Invoke(CreateTrace() with
    {
        StatusCode = response.StatusCode,
        ServerTime = response.Headers.Date,
        Elapsed = Stopwatch.GetElapsedTime(Started),
        Tokens = tokens,
    });

    /// <summary>Reports that the attempt ended without an answer.</summary>
    public void ReportFailure(string error)
        => Trace?.Invoke(CreateTrace() with
        {
            Error = SecretRedactor.For(_message).Redact(error),
            Elapsed = Stopwatch.GetElapsedTime(Started),
        });

    /// <summary>Reports the pause before the next attempt.</summary>
    public void ReportPause(TimeSpan pause)
    {
        if (Trace is null && Pauses is null)
            return;
        RequestTrace trace = CreateTrace() with { Wait = pause };
        Trace?.Invoke(trace);
        Pauses?.Invoke(trace);
    }

    private RequestTrace CreateTrace() => new() { Method = _message!.Method.Method, Address = _message.RequestUri!, Attempt = Attempts };
}

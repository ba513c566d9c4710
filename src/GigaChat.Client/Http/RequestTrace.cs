using System.Net;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>One attempt at a request, or the wait before the next one. Holds no header and no body, hence no secret.</summary>
public sealed record RequestTrace
{
    private const int MaxErrorLength = 1000;

    private readonly string? _error;

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Scheme, host and path.</summary>
    public required Uri Address { get; init; }

    /// <summary>The attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The answer's status; null where none came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>What the server's clock said; null where no answer came, or none with a date.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>The time until the whole answer.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The tokens charged for it; null where the answer does not say.</summary>
    public int? Tokens { get; init; }

    /// <summary>What went wrong where no answer came, on one line.</summary>
    public string? Error
    {
        get => _error;
        init => _error = value is null ? null : VisibleText.OneLine(value, MaxErrorLength);
    }

    /// <summary>The pause before the next attempt; null where there is none.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>One line for the verbose stream.</summary>
    /// <returns>The line, in the user's language.</returns>
    public override string ToString()
    {
        if (Wait is { } wait)
            return Localized.Format(Messages.TraceRetry, Attempt + 1, wait.TotalSeconds);
        string outcome = StatusCode is { } status ? $"{(int)status}" : Error ?? "-";
        return Localized.Format(
            Tokens is null ? Messages.TraceAttempt : Messages.TraceAttemptTokens,
            Method,
            Address.GetLeftPart(UriPartial.Path),
            outcome,
            Elapsed.TotalMilliseconds,
            Attempt,
            Tokens);
    }
}

using System.Net;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>What the service's refusals mean and what to do about them.</summary>
internal static class ServiceError
{
    /// <summary>An error answer of the API: <c>{"status":…,"message":…}</c>, or what a gateway sends instead.</summary>
    public static async Task<GigaChatException> FromApiAsync(
        HttpResponseMessage response, ServiceRequest request, ServiceClientSettings settings, CancellationToken cancellationToken)
    {
        ErrorAnswer answer = await ErrorBodyReader.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return FromAnswer((int)response.StatusCode, answer, request, settings.UnauthorizedMessage(), response);
    }

    /// <summary>What a refusal means, also where it did not come as an answer of its own but as a line of a batch.</summary>
    public static GigaChatException FromAnswer(
        int status, ErrorAnswer answer, ServiceRequest request, string? unauthorizedMessage = null, HttpResponseMessage? response = null)
    {
        Uri? address = response?.RequestMessage?.RequestUri;
        (GigaChatErrorKind kind, LocalizedMessage message) = GatewayError.Find(status, answer, address, Messages.AddressNotFound)
            ?? DescribeContext(status, answer)
            ?? DescribeTool(status, answer)
            ?? Describe(status, answer, request, address, unauthorizedMessage);
        return New(kind, message, status, response, answer);
    }

    private static (GigaChatErrorKind Kind, LocalizedMessage Message) Describe(
        int status, ErrorAnswer answer, ServiceRequest request, Uri? address, string? unauthorizedMessage)
    {
        (GigaChatErrorKind kind, string text) = status switch
        {
            401 => (GigaChatErrorKind.AuthenticationFailed, unauthorizedMessage ?? Messages.TokenRefused),
            402 => (GigaChatErrorKind.QuotaExceeded, Messages.QuotaExceeded),
            403 => (GigaChatErrorKind.PermissionDenied, request.ForbiddenMessage ?? Messages.PermissionDenied),
            404 => DescribeNotFound(answer, request),
            413 when request is { Transfer: not null, Sink: null } => (GigaChatErrorKind.TooLarge, FileMessages.RefusedAsTooLarge),
            413 => (GigaChatErrorKind.TooLarge, Messages.TooLarge),
            429 => (GigaChatErrorKind.RateLimited, Messages.RateLimited),
            511 => (GigaChatErrorKind.ServerError, Messages.NetworkAsksSignIn),
            421 or >= 500 => (GigaChatErrorKind.ServerError, Messages.ServerError),
            >= 300 and < 400 => (GigaChatErrorKind.ServerError, Messages.Redirected),
            _ => (GigaChatErrorKind.InvalidRequest, Messages.RequestRefused),
        };
        string? subject = kind == GigaChatErrorKind.AddressWrong ? ServiceAddress.ToText(address) : request.Subject;
        return (kind, Format(text, status, answer, subject));
    }

    private static (GigaChatErrorKind Kind, string Text) DescribeNotFound(ErrorAnswer answer, ServiceRequest request)
    {
        if (request.NotFoundMessage is { } missing)
            return (request.NotFoundKind, missing);
        // Such a request names no model. A file of it may be gone as well.
        if (request.ThreadId is not null && (request.Attachments.Count == 0 || Mentions(answer, "thread")))
            return (GigaChatErrorKind.InvalidRequest, Messages.ThreadNotFound);
        if (request.NotFoundKind == GigaChatErrorKind.ModelNotFound && Mentions(answer, "model"))
            return (GigaChatErrorKind.ModelNotFound, Messages.ModelNotFound);
        return request.Attachments.Count > 0
            ? (GigaChatErrorKind.FileNotFound, FileMessages.AttachmentNotFound)
            : (GigaChatErrorKind.AddressWrong, Messages.AddressNotFound);
    }

    private static (GigaChatErrorKind Kind, LocalizedMessage Message)? DescribeContext(int status, ErrorAnswer answer)
    {
        if (status is not (400 or 413 or 422) || !ContextLimit.IsExceeded(answer.Message))
            return null;
        LocalizedMessage message = ContextLimit.NumbersIn(answer.Message!) is { } numbers
            ? Localized.Format(Messages.ContextTooLong, numbers.Tokens, numbers.Limit)
            : Format(Messages.ContextTooLongUncounted, status, answer);
        return (GigaChatErrorKind.TooLarge, message);
    }

    // "Unknown tool <name>" (404) and "Tool <name> is unavailable" (422), both seen on the live service (LIVE, 2026-09).
    private static (GigaChatErrorKind Kind, LocalizedMessage Message)? DescribeTool(int status, ErrorAnswer answer)
        => (status, answer.Message) switch
        {
            (404, { } words) when words.StartsWith("Unknown tool ", StringComparison.OrdinalIgnoreCase)
                => (GigaChatErrorKind.InvalidRequest, Format(Messages.ToolUnknown, status, answer)),
            (422, { } words) when words.StartsWith("Tool ", StringComparison.OrdinalIgnoreCase)
                && words.Contains("is unavailable", StringComparison.OrdinalIgnoreCase)
                => (GigaChatErrorKind.PermissionDenied, Format(Messages.ToolUnavailable, status, answer)),
            _ => null,
        };

    /// <summary>A text with the places status, reason, and what the request was about.</summary>
    public static LocalizedMessage Format(string text, int status, ErrorAnswer answer, string? subject = null)
    {
        string quote = answer.Quote();
        // The text goes on with a full stop of its own.
        return Localized.Format(text, status, text.Contains("{1}.", StringComparison.Ordinal) ? quote.TrimEnd('.', ' ') : quote, subject);
    }

    /// <summary>A header of an answer, the request's secret hidden in it; null where it has none of that name.</summary>
    public static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out IEnumerable<string>? values) && values.FirstOrDefault() is { } value
            ? SecretRedactor.For(response.RequestMessage).Redact(value) : null;

    /// <summary>The error for an answer that is JSON and lacks what it must have.</summary>
    public static GigaChatException Unreadable(string? requestId, Exception? inner = null)
        => new(GigaChatErrorKind.ResponseInvalid, LocalizedMessage.Of(Messages.AnswerUnreadable), inner) { RequestId = requestId };

    /// <summary>The error for a refusal, with what the answer says of it.</summary>
    public static GigaChatException New(
        GigaChatErrorKind kind, LocalizedMessage message, int status, HttpResponseMessage? response, ErrorAnswer answer)
        => new(kind, message)
        {
            StatusCode = (HttpStatusCode)status,
            ServiceCode = answer.Code,
            ServiceMessage = answer.Message,
            RequestId = response is null ? null : Header(response, "x-request-id"),
        };

    // The service's words are "No such model". A gateway's for a path that leads nowhere speak of none.
    private static bool Mentions(ErrorAnswer answer, string word)
        => answer.Message?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}

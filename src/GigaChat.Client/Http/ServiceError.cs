using System.Net;
using System.Text.Json;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Http;

/// <summary>What the service's refusals mean and what to do about them.</summary>
internal static class ServiceError
{
    private const int MaxQuoteLength = 300;

    /// <summary>An error answer of the API: <c>{"status":…,"message":…}</c>, or a gateway's page.</summary>
    public static async Task<GigaChatException> FromApiAsync(HttpResponseMessage response, ServiceRequest request, SignInKind kind, CancellationToken cancellationToken)
    {
        ErrorResponse answer = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return FromAnswer((int)response.StatusCode, answer, request, kind, response);
    }

    /// <summary>What a refusal means, also where it did not come as an answer of its own but as a line of a batch.</summary>
    public static GigaChatException FromAnswer(int status, ErrorResponse answer, ServiceRequest request, SignInKind kind = SignInKind.AuthorizationKey, HttpResponseMessage? response = null)
    {
        (GigaChatErrorKind error, string text) = status switch
        {
            400 or 422 => (GigaChatErrorKind.InvalidRequest, Messages.RequestRefused),
            401 when kind == SignInKind.Certificate => (GigaChatErrorKind.AuthenticationFailed, ConnectionMessages.CertificateRefused),
            401 => (GigaChatErrorKind.AuthenticationFailed, Messages.TokenRefused),
            402 => (GigaChatErrorKind.QuotaExceeded, Messages.QuotaExceeded),
            403 => (GigaChatErrorKind.PermissionDenied, request.ForbiddenMessage ?? Messages.PermissionDenied),
            404 when request.NotFoundMessage is { } missing => (request.NotFoundKind, missing),
            404 when request.Attachments.Count > 0 && !MentionsModel(answer) => (GigaChatErrorKind.FileNotFound, FileMessages.AttachmentNotFound),
            404 when request.NotFoundKind == GigaChatErrorKind.ModelNotFound => (request.NotFoundKind, Messages.ModelNotFound),
            404 => (request.NotFoundKind, Messages.AddressNotFound),
            413 when request is { Transfer: not null, Sink: null } => (GigaChatErrorKind.TooLarge, FileMessages.RefusedAsTooLarge),
            413 => (GigaChatErrorKind.TooLarge, Messages.TooLarge),
            429 => (GigaChatErrorKind.RateLimited, Messages.RateLimited),
            >= 500 => (GigaChatErrorKind.ServerError, Messages.ServerError),
            >= 300 and < 400 => (GigaChatErrorKind.ServerError, Messages.Redirected),
            _ => (GigaChatErrorKind.InvalidRequest, Messages.RequestRefused),
        };
        return New(error, Localized.Format(text, status, Quote(answer), request.Subject), status, response, answer);
    }

    /// <summary>An error answer of the sign-in address: <c>{"code":…,"message":…}</c>.</summary>
    public static async Task<GigaChatException> FromSignInAsync(HttpResponseMessage response, SignInKind kind, CancellationToken cancellationToken)
    {
        ErrorResponse answer = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
        int status = (int)response.StatusCode;
        (GigaChatErrorKind error, string text) = (status, answer.Code) switch
        {
            (>= 500, _) => (GigaChatErrorKind.ServerError, Messages.ServerError),
            (429, _) => (GigaChatErrorKind.RateLimited, Messages.SignInRateLimited),
            (_, 1) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInScopeInvalid),
            (_, 4) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInKeyUndecodable),
            (_, 5) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInScopeEmpty),
            (_, 6) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInKeyUnknown),
            (_, 7) => (GigaChatErrorKind.ScopeMismatch, Messages.SignInScopeMismatch),
            (401, _) when kind == SignInKind.Password => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInPasswordRefused),
            (401, _) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInKeyUnknown),
            (402, _) => (GigaChatErrorKind.QuotaExceeded, Messages.QuotaExceeded),
            (403, _) => (GigaChatErrorKind.PermissionDenied, Messages.PermissionDenied),
            (404, _) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInAddressWrong),
            (>= 300 and < 400, _) => (GigaChatErrorKind.ServerError, Messages.Redirected),
            _ => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInRefused),
        };
        return New(error, Localized.Format(text, status, Quote(answer)), status, response, answer);
    }

    public static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    private static GigaChatException New(
        GigaChatErrorKind kind, LocalizedMessage message, int status, HttpResponseMessage? response, ErrorResponse answer) => new(kind, message with { Text = message.Text.TrimEnd() })
    {
        StatusCode = (HttpStatusCode)status,
        ServiceCode = answer.Code,
        ServiceMessage = answer.Message,
        RequestId = response is null ? null : Header(response, "x-request-id"),
    };

    // A chat with attachments can miss either; the service's words are "No such model".
    private static bool MentionsModel(ErrorResponse answer) => answer.Message?.Contains("model", StringComparison.OrdinalIgnoreCase) == true;

    private static string Quote(ErrorResponse answer)
    {
        if (string.IsNullOrWhiteSpace(answer.Message))
            return "";
        string line = string.Join(' ', answer.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > MaxQuoteLength ? line[..MaxQuoteLength] + "…" : line;
    }

    // Gateways answer with HTML or with half of the fields: whatever can be read is taken.
    private static async Task<ErrorResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string? type = response.Content.Headers.ContentType?.MediaType;
        if (type is not null && type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
            return new ErrorResponse { Message = Messages.WebPage };
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(body, ResponseJsonContext.Instance.ErrorResponse, cancellationToken).ConfigureAwait(false) ?? new ErrorResponse();
        }
        catch (JsonException)
        {
            return new ErrorResponse();
        }
    }
}

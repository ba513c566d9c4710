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
    public static async Task<GigaChatException> FromApiAsync(
        HttpResponseMessage response, ServiceRequest request, ServiceClientSettings settings, CancellationToken cancellationToken)
    {
        ErrorResponse answer = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
        answer = Redact(answer, SecretRedactor.For(response.RequestMessage));
        return FromAnswer((int)response.StatusCode, answer, request, settings.UnauthorizedMessage(), response);
    }

    /// <summary>What a refusal means, also where it did not come as an answer of its own but as a line of a batch.</summary>
    public static GigaChatException FromAnswer(
        int status, ErrorResponse answer, ServiceRequest request, string? unauthorizedMessage = null, HttpResponseMessage? response = null)
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
            >= 500 => (GigaChatErrorKind.ServerError, Messages.ServerError),
            >= 300 and < 400 => (GigaChatErrorKind.ServerError, Messages.Redirected),
            _ => (GigaChatErrorKind.InvalidRequest, Messages.RequestRefused),
        };
        return New(kind, Localized.Format(text, status, Quote(answer), request.Subject), status, response, answer);
    }

    private static (GigaChatErrorKind Kind, string Text) DescribeNotFound(ErrorResponse answer, ServiceRequest request)
    {
        if (request.NotFoundMessage is { } missing)
            return (request.NotFoundKind, missing);
        if (request.Attachments.Count > 0 && !MentionsModel(answer))
            return (GigaChatErrorKind.FileNotFound, FileMessages.AttachmentNotFound);
        bool isModel = request.NotFoundKind == GigaChatErrorKind.ModelNotFound;
        return (request.NotFoundKind, isModel ? Messages.ModelNotFound : Messages.AddressNotFound);
    }

    /// <summary>A header of an answer, the request's secret hidden in it; null where it has none of that name.</summary>
    public static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out IEnumerable<string>? values) && values.FirstOrDefault() is { } value
            ? SecretRedactor.For(response.RequestMessage).Redact(value) : null;

    /// <summary>The error for a refusal, with what the answer says of it.</summary>
    public static GigaChatException New(
        GigaChatErrorKind kind, LocalizedMessage message, int status, HttpResponseMessage? response, ErrorResponse answer)
        => new(kind, message with { Text = message.Text.TrimEnd() })
        {
            StatusCode = (HttpStatusCode)status,
            ServiceCode = answer.Code,
            ServiceMessage = answer.Message,
            RequestId = response is null ? null : Header(response, "x-request-id"),
        };

    // A chat with attachments can miss either; the service's words are "No such model".
    private static bool MentionsModel(ErrorResponse answer)
        => answer.Message?.Contains("model", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The words of the service without the secret of the request, which it may have sent back.</summary>
    public static ErrorResponse Redact(ErrorResponse answer, SecretRedactor secrets)
        => answer.Message is { } words ? answer with { Message = secrets.Redact(words) } : answer;

    /// <summary>The words of the service on one line, shortened where they are long.</summary>
    public static string Quote(ErrorResponse answer)
    {
        if (string.IsNullOrWhiteSpace(answer.Message))
            return "";
        string line = string.Join(' ', answer.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > MaxQuoteLength ? line[..MaxQuoteLength] + "…" : line;
    }

    /// <summary>Reads the body of a refusal. Gateways answer with HTML or with half of the fields: whatever can be read is taken.</summary>
    public static async Task<ErrorResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (WebPage.IsWebPage(response.Content.Headers))
            return new ErrorResponse { Message = Messages.WebPage };
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(body, ResponseJsonContext.Instance.ErrorResponse, cancellationToken)
                .ConfigureAwait(false) ?? new ErrorResponse();
        }
        catch (JsonException)
        {
            return new ErrorResponse();
        }
    }
}

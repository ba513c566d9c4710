using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Authentication;

/// <summary>What refusals of the sign-in address mean and what to do about them.</summary>
internal static class SignInError
{
    /// <summary>The error for an answer of the sign-in address: <c>{"code":…,"message":…}</c>.</summary>
    public static async Task<GigaChatException> FromAsync(
        HttpResponseMessage response, SignInKind kind, CancellationToken cancellationToken)
    {
        ErrorResponse answer = await ServiceError.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        answer = ServiceError.Redact(answer, SecretRedactor.For(response.RequestMessage));
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
        return ServiceError.New(error, Localized.Format(text, status, ServiceError.Quote(answer)), status, response, answer);
    }
}

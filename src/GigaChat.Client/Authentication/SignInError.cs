using GigaChat.Http;
using GigaChat.Resources;

namespace GigaChat.Authentication;

/// <summary>What refusals of the sign-in address mean and what to do about them.</summary>
internal static class SignInError
{
    /// <summary>The error for an answer of the sign-in address: <c>{"code":…,"message":…}</c>.</summary>
    public static async Task<GigaChatException> FromAsync(
        HttpResponseMessage response, SignInKind kind, CancellationToken cancellationToken)
    {
        ErrorAnswer answer = await ErrorBodyReader.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        int status = (int)response.StatusCode;
        Uri? address = response.RequestMessage?.RequestUri;
        (GigaChatErrorKind error, LocalizedMessage message)
            = GatewayError.Find(status, answer, address, Messages.SignInAddressWrong) ?? Describe(status, answer, kind, address);
        return ServiceError.New(error, message, status, response, answer);
    }

    private static (GigaChatErrorKind Kind, LocalizedMessage Message) Describe(
        int status, ErrorAnswer answer, SignInKind kind, Uri? address)
    {
        (GigaChatErrorKind error, string text) = (status, answer.Code) switch
        {
            (511, _) => (GigaChatErrorKind.ServerError, Messages.NetworkAsksSignIn),
            (421 or >= 500, _) => (GigaChatErrorKind.ServerError, Messages.ServerError),
            (429, _) => (GigaChatErrorKind.RateLimited, Messages.SignInRateLimited),
            (_, 1) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInScopeInvalid),
            (_, 4) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInKeyUndecodable),
            (_, 5) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInScopeEmpty),
            (_, 6) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInKeyUnknown),
            (_, 7) => (GigaChatErrorKind.ScopeMismatch, Messages.SignInScopeMismatch),
            (401, _) when kind == SignInKind.Password => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInPasswordRefused),
            (401, _) => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInKeyUnknown),
            (402, _) => (GigaChatErrorKind.QuotaExceeded, Messages.QuotaExceeded),
            // The sign-in host answers so for its root, in JSON.
            (403, _) when address is not null && !ServiceAddress.IsOfService(address)
                => (GigaChatErrorKind.AddressWrong, Messages.SignInAddressWrong),
            (403, _) => (GigaChatErrorKind.PermissionDenied, Messages.PermissionDenied),
            (404, _) => (GigaChatErrorKind.AddressWrong, Messages.SignInAddressWrong),
            (>= 300 and < 400, _) => (GigaChatErrorKind.ServerError, Messages.Redirected),
            _ => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInRefused),
        };
        return (error, ServiceError.Format(text, status, answer, ServiceAddress.ToText(address)));
    }
}

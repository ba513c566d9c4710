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
        // A server that is overloaded or stands before the service says nothing about the key, whatever code it names.
        bool isOfServer = status is 421 or 429 or >= 500;
        (GigaChatErrorKind error, string text) = (isOfServer ? null : DescribeCode(answer.Code)) ?? DescribeStatus(status, kind, address);
        return (error, ServiceError.Format(text, status, answer, ServiceAddress.ToText(address)));
    }

    private static (GigaChatErrorKind Kind, string Text)? DescribeCode(int? code) => code switch
    {
        1 => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInScopeInvalid),
        4 => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInKeyUndecodable),
        5 => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInScopeEmpty),
        6 => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInKeyUnknown),
        7 => (GigaChatErrorKind.ScopeMismatch, Messages.SignInScopeMismatch),
        _ => null,
    };

    private static (GigaChatErrorKind Kind, string Text) DescribeStatus(int status, SignInKind kind, Uri? address) => status switch
    {
        511 => (GigaChatErrorKind.ServerError, Messages.NetworkAsksSignIn),
        421 or >= 500 => (GigaChatErrorKind.ServerError, Messages.ServerError),
        429 => (GigaChatErrorKind.RateLimited, Messages.SignInRateLimited),
        401 => (GigaChatErrorKind.AuthenticationFailed,
            kind == SignInKind.Password ? Messages.SignInPasswordRefused : Messages.SignInKeyUnknown),
        402 => (GigaChatErrorKind.QuotaExceeded, Messages.QuotaExceeded),
        // The sign-in host answers so for its root, in JSON.
        403 when address is not null && !ServiceAddress.IsOfService(address)
            => (GigaChatErrorKind.AddressWrong, Messages.SignInAddressWrong),
        403 => (GigaChatErrorKind.PermissionDenied, Messages.PermissionDenied),
        404 => (GigaChatErrorKind.AddressWrong, Messages.SignInAddressWrong),
        >= 300 and < 400 => (GigaChatErrorKind.ServerError, Messages.Redirected),
        _ => (GigaChatErrorKind.AuthenticationFailed, Messages.SignInRefused),
    };
}

using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>
/// What it means when a gateway, a proxy or a company's web filter refuses a request: the service itself answers in JSON. For paths
/// that lead nowhere the service's gateways were seen to answer 403 and 400 as well as 404, each with a page or with bare text.
/// </summary>
internal static class GatewayError
{
    /// <summary>The error for such an answer; null for an answer of the service, and for statuses that mean the same from both.</summary>
    /// <param name="status">The status of the answer.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="address">Where the request went; null where that is not known.</param>
    /// <param name="addressWrong">What a wrong address means here: a text with the places status, reason, address.</param>
    public static (GigaChatErrorKind Kind, LocalizedMessage Message)? Find(
        int status, ErrorAnswer answer, Uri? address, string addressWrong)
    {
        if (!answer.IsOfGateway || address is null)
            return null;
        // The sign-in host's page for what it does not have is this one; other pages of status 400 say in their titles what is wrong.
        bool leadsNowhere = status is 404 or 405 || (status == 400 && answer.Message == "400 Bad Request")
            || (status is 400 or 403 && !ServiceAddress.IsOfService(address));
        if (leadsNowhere)
            return (GigaChatErrorKind.AddressWrong, ServiceError.Format(addressWrong, status, answer, ServiceAddress.ToText(address)));
        return status == 403
            ? (GigaChatErrorKind.PermissionDenied, ServiceError.Format(Messages.GatewayRefused, status, answer, address.Host))
            : null;
    }
}

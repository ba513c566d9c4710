using System.Net;
using System.Net.Http.Headers;

namespace GigaChat;

/// <summary>Puts the token on a request, and after a 401 renews it and repeats the request once.</summary>
internal sealed class AuthorizationHandler(Authenticator authenticator) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!authenticator.UsesToken)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        ServiceCall call = ServiceCall.Of(request);
        AccessToken token = await authenticator.GetTokenAsync(call.Trace, cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !authenticator.CanRenew)
            return response;

        response.Dispose();
        authenticator.Drop(token);
        token = await authenticator.GetTokenAsync(call.Trace, cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}

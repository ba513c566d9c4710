using System.Net;
using System.Net.Http.Headers;
using GigaChat.Http;

namespace GigaChat.Authentication;

/// <summary>Puts the token on a request, and after a 401 renews it and repeats the request once.</summary>
internal sealed class AuthorizationHandler(TokenProvider tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!tokens.UsesToken)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        AttemptContext attempt = AttemptContext.Of(request);
        AccessToken token = await tokens.GetTokenAsync(attempt.Options, cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !tokens.CanRenew)
            return response;

        response.Dispose();
        tokens.Invalidate(token);
        token = await tokens.GetTokenAsync(attempt.Options, cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}

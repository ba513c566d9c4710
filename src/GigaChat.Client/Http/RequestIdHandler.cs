namespace GigaChat.Http;

/// <summary>A fresh <c>RqUID</c> for every attempt: the sign-in address refuses a call without one.</summary>
internal sealed class RequestIdHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove("RqUID");
        request.Headers.Add("RqUID", Guid.NewGuid().ToString());
        return base.SendAsync(request, cancellationToken);
    }
}

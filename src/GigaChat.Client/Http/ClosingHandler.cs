namespace GigaChat;

/// <summary>
/// Ends the requests under way, their pauses included, when their connection is closed: disposing a
/// <see cref="SocketsHttpHandler"/> closes idle sockets only.
/// </summary>
internal sealed class ClosingHandler(CancellationToken closing) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        try
        {
            return await base.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(GigaChatConnection));
        }
    }
}

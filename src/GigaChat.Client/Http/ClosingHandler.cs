namespace GigaChat.Http;

/// <summary>
/// Ends the requests under way, their pauses included, when their connection is closed: disposing a
/// <see cref="SocketsHttpHandler"/> closes idle sockets only.
/// </summary>
/// <param name="sends">Counts the requests being sent; the sockets are disposed after them.</param>
/// <param name="closing">Fires when the connection is closed.</param>
internal sealed class ClosingHandler(UseCounter sends, CancellationToken closing) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using IDisposable sending = sends.Acquire();
        if (closing.IsCancellationRequested)
            throw Closed();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        try
        {
            return await base.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Closed();
        }
    }

    private static ObjectDisposedException Closed() => new("GigaChatConnection");
}

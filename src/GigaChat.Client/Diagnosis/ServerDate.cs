namespace GigaChat;

/// <summary>Asks a server whose certificate is not valid by this machine's clock for the time.</summary>
internal static class ServerDate
{
    /// <summary>
    /// The Date of an answer; null where none came. The certificate is not checked, because it cannot be as long as the
    /// clock is in doubt: so nothing is sent but a bare HEAD, without key, token or client certificate, and nothing is
    /// taken from the answer but the date, which does no more than choose the words of an advice.
    /// </summary>
    public static async Task<DateTimeOffset?> AskAsync(GigaChatOptions options, Uri address, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        either.CancelAfter(limit);
        var unchecked_ = new ServerTrust(new TrustSettings { SkipCertificateCheck = true });
        using SocketsHttpHandler handler = HttpStack.CreateSocketHandler(options, options.Proxy.ToWebProxy(), unchecked_, signIn: null);
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(address.GetLeftPart(UriPartial.Authority)));
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            return answer.Headers.Date;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}

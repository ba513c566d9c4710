using GigaChat.Trust;

namespace GigaChat.Diagnosis;

/// <summary>Asks a server whose certificate is not valid by this machine's clock for the time.</summary>
internal static class ServerDateProbe
{
    /// <summary>
    /// The Date of an answer; null where none came. The certificate is not checked, because it cannot be as long as the
    /// clock is in doubt: so nothing is sent but a bare HEAD, without key, token or client certificate, and nothing is
    /// taken from the answer but the date, which does no more than choose the words of an advice.
    /// </summary>
    public static async Task<DateTimeOffset?> GetAsync(
        GigaChatOptions options, Uri address, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        either.CancelAfter(limit);
        var unchecked_ = new ServerTrust(new TrustSettings { SkipCertificateCheck = true });
        using SocketsHttpHandler handler = HttpPipeline.CreateSocketHandler(
            options, options.Proxy.ToWebProxy(), unchecked_, credential: null);
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(address.GetLeftPart(UriPartial.Authority)));
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            return answer.Headers.Date;
        }
        catch (Exception e) when (
            e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}

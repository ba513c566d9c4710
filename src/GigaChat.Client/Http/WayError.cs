using System.Net;
using System.Security.Authentication;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>
/// Faults on the way to a server whose cause is one setting: the proxy's address or scheme, the scheme of the service's address, or a
/// port where nothing answers. The messages say what to write instead.
/// </summary>
internal static class WayError
{
    private const int MaxReasonLength = 200;

    /// <summary>A time limit of this library has passed; that of a connection comes as a cancellation.</summary>
    public static bool IsTimeout(Exception e) => e is TimeoutException || IsConnectTimeout(e);

    /// <summary>What a fault means; null where it is none of these.</summary>
    /// <param name="e">The fault.</param>
    /// <param name="cause">The same without what others wrote into it; its words are shown.</param>
    /// <param name="address">Where the request went.</param>
    /// <param name="context">The way there, and how much of it was ever gone.</param>
    /// <param name="timeout">The time limit of the attempt.</param>
    public static LocalizedMessage? Describe(
        Exception e, Exception cause, Uri address, TransportErrorContext context, TimeSpan timeout)
    {
        string reason = VisibleText.OneLine(cause.GetBaseException().Message, MaxReasonLength);
        TimeSpan limit = IsConnectTimeout(e) ? context.ConnectTimeout : timeout;
        string? proxy = context.Contact.HasServer ? null : context.Proxy.GetProxyFor(address);
        LocalizedMessage? found = proxy is null ? null : OfProxy(e, reason, address.Authority, new Uri(proxy), context.Contact, limit);
        return found ?? OfServer(e, reason, address, context.Contact, limit);
    }

    /// <summary>An address with another scheme, as it is to be written.</summary>
    public static string WithScheme(Uri address, string scheme)
        => $"{scheme}://{address.GetComponents(UriComponents.HostAndPort | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/')}";

    private static LocalizedMessage? OfProxy(
        Exception e, string reason, string host, Uri proxy, ServerContact contact, TimeSpan limit)
    {
        string shown = proxy.GetLeftPart(UriPartial.Authority);
        bool isTls = proxy.Scheme == Uri.UriSchemeHttps;
        if (IsTimeout(e))
        {
            return isTls && !contact.HasProxy
                ? Localized.Format(ConnectionMessages.ProxySilentTls, shown, limit.TotalSeconds, WithScheme(proxy, Uri.UriSchemeHttp))
                : Localized.Format(ConnectionMessages.ProxySilent, shown, limit.TotalSeconds, host);
        }
        if (e is not HttpRequestException fault)
            return null;
        if (isTls)
        {
            return fault.HttpRequestError == HttpRequestError.SecureConnectionError && !contact.HasProxy
                ? Localized.Format(ConnectionMessages.ProxyNoTls, shown, WithScheme(proxy, Uri.UriSchemeHttp))
                : IsBrokenOff(fault) ? Localized.Format(ConnectionMessages.ProxyBrokenTls, shown, reason, host) : null;
        }
        if (proxy.Scheme != Uri.UriSchemeHttp)
            return null;
        string tls = WithScheme(proxy, Uri.UriSchemeHttps);
        return fault.HttpRequestError == HttpRequestError.ProxyTunnelError && TunnelError.StatusOf(fault) == HttpStatusCode.BadRequest
            ? Localized.Format(ConnectionMessages.ProxyNotHttp, shown, host, tls)
            : IsBrokenOff(fault) ? Localized.Format(ConnectionMessages.ProxyBroken, shown, reason, host, tls) : null;
    }

    private static LocalizedMessage? OfServer(
        Exception e, string reason, Uri address, ServerContact contact, TimeSpan limit)
    {
        string host = address.Authority;
        if (IsTimeout(e))
            return contact.HasServer ? null : Localized.Format(ConnectionMessages.NoConnectionWithin, host, limit.TotalSeconds);
        return e switch
        {
            // What came is no TLS. Refusals of the other side, and certificates, have another exception inside.
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.SecureConnectionError,
                InnerException: AuthenticationException { InnerException: null },
            } => address.IsLoopback
                ? Localized.Format(ConnectionMessages.NoTlsHere, host, WithScheme(address, Uri.UriSchemeHttp))
                : Localized.Format(ConnectionMessages.NoTls, host),
            HttpRequestException fault when address.Scheme == Uri.UriSchemeHttp && IsBrokenOff(fault)
                => Localized.Format(
                    ConnectionMessages.PlainConnectionLost, host, reason, WithScheme(address, Uri.UriSchemeHttps)),
            _ => null,
        };
    }

    private static bool IsConnectTimeout(Exception e) => e is OperationCanceledException { InnerException: TimeoutException };

    // Reset, closed, or something that is no answer in HTTP.
    private static bool IsBrokenOff(HttpRequestException e)
        => e.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse
            || (e.HttpRequestError == HttpRequestError.Unknown && e.InnerException is IOException);
}

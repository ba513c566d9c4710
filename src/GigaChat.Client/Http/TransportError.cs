using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Trust;
using Polly.Timeout;

namespace GigaChat.Http;

/// <summary>What faults on the way mean and what to do about them.</summary>
internal static class TransportError
{
    /// <summary>The error for a fault, or null for what is none: our own errors, and a cancellation that the caller asked for.</summary>
    /// <param name="e">The fault.</param>
    /// <param name="address">Where the request went.</param>
    /// <param name="context">What the messages say of the connection.</param>
    /// <param name="timeout">The time limit of an attempt.</param>
    /// <param name="cancellationToken">The token of the caller.</param>
    public static GigaChatException? From(
        Exception e, Uri address, TransportErrorContext context, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (e is GigaChatException || cancellationToken.IsCancellationRequested)
            return null;
        string host = address.Authority;
        if (e is HttpRequestException refused && ServerTrust.ErrorFrom(refused) is { } untrusted)
            return untrusted;
        if (WayError.Describe(e, address, context, timeout) is { } way)
            return WayError.IsTimeout(e) ? New(GigaChatErrorKind.Timeout, way, e) : Failed(way, e);
        return e switch
        {
            TimeoutRejectedException or TimeoutException
                => New(GigaChatErrorKind.Timeout, Localized.Format(Messages.TimedOut, host, timeout.TotalSeconds), e),
            HttpRequestException http => FromHttp(http, address, context),
            IOException or SocketException => Failed(Localized.Format(Messages.ConnectionLost, host, e.Message), e),
            ObjectDisposedException
                => New(GigaChatErrorKind.NotConnected, Localized.Format(ConnectionMessages.ConnectionClosed, context.ConnectionName), e),
            JsonException => New(GigaChatErrorKind.ResponseInvalid, LocalizedMessage.Of(Messages.AnswerUnreadable), e),
            _ => null,
        };
    }

    private static GigaChatException FromHttp(HttpRequestException e, Uri address, TransportErrorContext context)
    {
        string host = address.Authority;
        string reason = e.InnerException?.Message ?? e.Message;
        return e.HttpRequestError switch
        {
            // The proxy looks the service up and connects to it: what cannot be found or reached from here is the proxy.
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError when context.Proxy.GetProxyFor(address) is { } proxy
                => Failed(Localized.Format(ConnectionMessages.ProxyUnreachable, proxy, reason), e),
            HttpRequestError.NameResolutionError => Failed(Localized.Format(Messages.NameNotFound, address.Host), e),
            HttpRequestError.ProxyTunnelError => FromTunnel(e, host),
            HttpRequestError.SecureConnectionError when e.InnerException is AuthenticationException inner
                => Failed(Localized.Format(Messages.TlsFailed, host, inner.InnerException?.Message ?? inner.Message), e),
            HttpRequestError.SecureConnectionError => Failed(Localized.Format(Messages.TlsCutOff, host), e),
            HttpRequestError.ConnectionError when e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                => Failed(Localized.Format(context.IsSignIn ? Messages.SignInPortClosed : Messages.PortClosed, host), e),
            HttpRequestError.ConnectionError => Failed(Localized.Format(Messages.CannotConnect, host, reason), e),
            HttpRequestError.ConfigurationLimitExceeded
                => New(GigaChatErrorKind.ResponseInvalid, Localized.Format(Messages.AnswerTooLarge, host), e),
            _ => Failed(Localized.Format(Messages.ConnectionLost, host, reason), e),
        };
    }

    private static GigaChatException FromTunnel(HttpRequestException e, string host)
    {
        HttpStatusCode? status = TunnelError.StatusOf(e);
        LocalizedMessage message = status == HttpStatusCode.ProxyAuthenticationRequired
            ? LocalizedMessage.Of(Messages.ProxyAsksPassword)
            : Localized.Format(Messages.ProxyRefused, (int?)status, host);
        return Failed(message, e);
    }

    private static GigaChatException Failed(LocalizedMessage message, Exception inner)
        => New(GigaChatErrorKind.ConnectionFailed, message, inner);

    private static GigaChatException New(GigaChatErrorKind kind, LocalizedMessage message, Exception inner) => new(kind, message, inner);
}

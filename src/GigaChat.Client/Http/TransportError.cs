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
    /// <summary>The error for a fault, or null for what is none: our own errors, and a cancellation somebody asked for.</summary>
    /// <param name="e">The fault.</param>
    /// <param name="address">Where the request went.</param>
    /// <param name="options">The settings of the connection.</param>
    /// <param name="timeout">The time limit of an attempt.</param>
    /// <param name="cancellationToken">The token of the one who waits.</param>
    public static GigaChatException? From(Exception e, Uri address, GigaChatOptions options, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (e is GigaChatException || cancellationToken.IsCancellationRequested)
            return null;
        string host = address.Authority;
        return e switch
        {
            TimeoutRejectedException or TimeoutException => New(GigaChatErrorKind.Timeout, Localized.Format(Messages.TimedOut, host, timeout.TotalSeconds), e),
            HttpRequestException http => ServerTrust.ErrorFrom(http) ?? FromHttp(http, address, options, host),
            IOException or SocketException => New(GigaChatErrorKind.ConnectionFailed, Localized.Format(Messages.ConnectionLost, host, e.Message), e),
            ObjectDisposedException => New(GigaChatErrorKind.NotConnected, Localized.Format(ConnectionMessages.ConnectionClosed, options.Name), e),
            JsonException => New(GigaChatErrorKind.ResponseInvalid, LocalizedMessage.Of(Messages.AnswerUnreadable), e),
            _ => null,
        };
    }

    private static GigaChatException FromHttp(HttpRequestException e, Uri address, GigaChatOptions options, string host) => e.HttpRequestError switch
    {
        // The service's own name and port are the proxy's business: what cannot be found or reached here is the proxy.
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError when options.Proxy.GetProxyFor(address) is { } way
            => New(GigaChatErrorKind.ConnectionFailed, Localized.Format(ConnectionMessages.ProxyUnreachable, way, e.InnerException?.Message ?? e.Message), e),
        HttpRequestError.NameResolutionError => New(GigaChatErrorKind.ConnectionFailed, Localized.Format(Messages.NameNotFound, address.Host), e),
        HttpRequestError.ProxyTunnelError when TunnelError.StatusOf(e) == HttpStatusCode.ProxyAuthenticationRequired
            => New(GigaChatErrorKind.ConnectionFailed, LocalizedMessage.Of(Messages.ProxyAsksPassword), e),
        HttpRequestError.ProxyTunnelError => New(GigaChatErrorKind.ConnectionFailed, Localized.Format(Messages.ProxyRefused, (int?)TunnelError.StatusOf(e), host), e),
        HttpRequestError.SecureConnectionError when e.InnerException is AuthenticationException inner
            => New(GigaChatErrorKind.ConnectionFailed, Localized.Format(Messages.TlsFailed, host, inner.InnerException?.Message ?? inner.Message), e),
        HttpRequestError.SecureConnectionError => New(GigaChatErrorKind.ConnectionFailed, Localized.Format(Messages.TlsCutOff, host), e),
        HttpRequestError.ConnectionError when e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
            => New(GigaChatErrorKind.ConnectionFailed, Localized.Format(address == options.AuthUri ? Messages.SignInPortClosed : Messages.PortClosed, host), e),
        HttpRequestError.ConnectionError => New(GigaChatErrorKind.ConnectionFailed, Localized.Format(Messages.CannotConnect, host, e.InnerException?.Message ?? e.Message), e),
        HttpRequestError.ConfigurationLimitExceeded => New(GigaChatErrorKind.ResponseInvalid, Localized.Format(Messages.AnswerTooLarge, host), e),
        _ => New(GigaChatErrorKind.ConnectionFailed, Localized.Format(Messages.ConnectionLost, host, e.InnerException?.Message ?? e.Message), e),
    };

    private static GigaChatException New(GigaChatErrorKind kind, LocalizedMessage message, Exception inner) => new(kind, message, inner);
}

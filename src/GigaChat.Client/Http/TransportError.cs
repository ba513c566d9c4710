using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Trust;

namespace GigaChat.Http;

/// <summary>What faults on the way mean and what to do about them.</summary>
internal static class TransportError
{
    private const int MaxReasonLength = 300;

    /// <summary>The error for a fault, or null for what is none: our own errors, and a cancellation that the caller asked for.</summary>
    /// <param name="e">The fault.</param>
    /// <param name="address">Where the request went.</param>
    /// <param name="context">What the messages say of the connection.</param>
    /// <param name="timeout">The time limit of an attempt.</param>
    /// <param name="secrets">Hides the secret of the request.</param>
    /// <param name="cancellationToken">The token of the caller.</param>
    public static GigaChatException? From(
        Exception e, Uri address, TransportErrorContext context, TimeSpan timeout, SecretRedactor secrets,
        CancellationToken cancellationToken)
    {
        if (e is GigaChatException || cancellationToken.IsCancellationRequested)
            return null;
        string host = address.Authority;
        // Words of .NET may quote what the server, or a proxy, sent.
        Exception cause = ForeignException.Clean(e, secrets)!;
        if (e is HttpRequestException refused && ServerTrust.ErrorFrom(refused, cause) is { } untrusted)
            return untrusted;
        if (WayError.Describe(e, cause, address, context, timeout) is { } way)
            return WayError.IsTimeout(e) ? New(GigaChatErrorKind.Timeout, way, cause) : Failed(way, cause);
        return e switch
        {
            TimeoutException => New(GigaChatErrorKind.Timeout, Localized.Format(Messages.TimedOut, host, timeout.TotalSeconds), cause),
            HttpRequestException http => FromHttp(http, cause, address, context),
            IOException or SocketException => Failed(Localized.Format(Messages.ConnectionLost, host, Reason(cause)), cause),
            ObjectDisposedException => New(
                GigaChatErrorKind.NotConnected, Localized.Format(ConnectionMessages.ConnectionClosed, context.ConnectionName), cause),
            JsonException => New(GigaChatErrorKind.ResponseInvalid, LocalizedMessage.Of(Messages.AnswerUnreadable), cause),
            // A cancellation is its owner's; no others are known, but users of this library catch one kind of exception alone.
            OperationCanceledException => null,
            _ => New(GigaChatErrorKind.ResponseInvalid, Localized.Format(Messages.RequestFailed, host, Reason(cause)), cause),
        };
    }

    private static GigaChatException FromHttp(HttpRequestException e, Exception cause, Uri address, TransportErrorContext context)
    {
        string host = address.Authority;
        string reason = Reason(cause.InnerException ?? cause);
        return e.HttpRequestError switch
        {
            // The proxy looks the service up and connects to it: what cannot be found or reached from here is the proxy.
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError when context.Proxy.GetProxyFor(address) is { } proxy
                => Failed(Localized.Format(ConnectionMessages.ProxyUnreachable, proxy, reason), cause),
            HttpRequestError.NameResolutionError => Failed(Localized.Format(Messages.NameNotFound, address.Host), cause),
            HttpRequestError.ProxyTunnelError => FromTunnel(e, cause, host),
            HttpRequestError.SecureConnectionError when e.InnerException is AuthenticationException
                => Failed(Localized.Format(Messages.TlsFailed, host, Innermost(cause)), cause),
            HttpRequestError.SecureConnectionError => Failed(Localized.Format(Messages.TlsCutOff, host), cause),
            HttpRequestError.ConnectionError when e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                => Failed(Localized.Format(context.IsSignIn ? Messages.SignInPortClosed : Messages.PortClosed, host), cause),
            HttpRequestError.ConnectionError => Failed(Localized.Format(Messages.CannotConnect, host, reason), cause),
            HttpRequestError.ConfigurationLimitExceeded
                => New(GigaChatErrorKind.ResponseInvalid, Localized.Format(Messages.AnswerTooLarge, host), cause),
            _ => Failed(Localized.Format(Messages.ConnectionLost, host, reason), cause),
        };
    }

    private static GigaChatException FromTunnel(HttpRequestException e, Exception cause, string host)
    {
        HttpStatusCode? status = TunnelError.StatusOf(e);
        LocalizedMessage message = status == HttpStatusCode.ProxyAuthenticationRequired
            ? LocalizedMessage.Of(Messages.ProxyAsksPassword)
            : Localized.Format(Messages.ProxyRefused, (int?)status, host);
        return Failed(message, cause);
    }

    private static string Reason(Exception cause) => VisibleText.OneLine(cause.Message, MaxReasonLength);

    // The words about a failed handshake are in the cause, or in the cause of the cause.
    private static string Innermost(Exception cause)
        => Reason(cause.InnerException is { } inner ? inner.InnerException ?? inner : cause);

    private static GigaChatException Failed(LocalizedMessage message, Exception inner)
        => New(GigaChatErrorKind.ConnectionFailed, message, inner);

    private static GigaChatException New(GigaChatErrorKind kind, LocalizedMessage message, Exception inner) => new(kind, message, inner);
}

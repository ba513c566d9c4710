using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;

namespace GigaChat;

/// <summary>
/// The two HTTP clients of a connection: one for the sign-in address, one for the API. Same trust, same proxy. Each lives as
/// long as the connection; addresses are looked up anew because pooled sockets do not live so long.
/// </summary>
internal sealed class HttpStack : IDisposable
{
    // Addresses and certificates are looked at again this often.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly ProductInfoHeaderValue Product = new("GigaChat-PowerShell", typeof(HttpStack).Assembly.GetName().Version!.ToString(3));
    private static readonly ProductInfoHeaderValue Platform = new($"(.NET {Environment.Version}; {RuntimeInformation.RuntimeIdentifier})");

    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrencyGate _sends = new(int.MaxValue);
    private readonly SocketsHttpHandler[] _sockets;

    public HttpStack(GigaChatOptions options, GigaChatSignIn signIn, ServerTrust trust)
    {
        Closing = _closing.Token;
        WebProxy? proxy = options.Proxy.ToWebProxy();
        _sockets = [CreateSocketHandler(options, proxy, trust, signIn: null), CreateSocketHandler(options, proxy, trust, signIn)];
        HttpClient signInClient = CreateClient(new ClosingHandler(_sends, Closing), NewRetries(), new RequestIdHandler(), _sockets[0]);
        Authenticator = new Authenticator(options, signIn, signInClient);
        Api = CreateClient(new ClosingHandler(_sends, Closing), new AuthorizationHandler(Authenticator), NewRetries(), _sockets[1]);

        RetryHandler NewRetries() => new(options.MaximumRetryCount, options.RetryInterval, TimeProvider.System);
    }

    /// <summary>Gets tokens, over the client for the sign-in address.</summary>
    public Authenticator Authenticator { get; }

    /// <summary>The client for the API; its handlers add the token.</summary>
    public HttpClient Api { get; }

    /// <summary>Fires when the connection is closed.</summary>
    public CancellationToken Closing { get; }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        // A handler that is disposed while a first request comes in may open a socket that nobody closes any more. What is
        // being sent ends now, so this does not wait; bodies that are still read are closed by it.
        _sends.WhenEmpty(() =>
        {
            // Disposing the clients would look to a request under way as if its caller had given it up.
            foreach (SocketsHttpHandler socket in _sockets)
                socket.Dispose();
        });
    }

    // The handlers from the outside to the socket.
    private static HttpClient CreateClient(DelegatingHandler outermost, DelegatingHandler next, DelegatingHandler innermost, SocketsHttpHandler socket)
    {
        outermost.InnerHandler = next;
        next.InnerHandler = innermost;
        innermost.InnerHandler = socket;
        // Each attempt has its own limit (RetryHandler). Without a User-Agent the service answers 403.
        var client = new HttpClient(outermost) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(Product);
        client.DefaultRequestHeaders.UserAgent.Add(Platform);
        return client;
    }

    /// <summary>The way to a server: proxy, trust and client certificate. Also for the diagnosis, which has to go the same way.</summary>
    internal static SocketsHttpHandler CreateSocketHandler(GigaChatOptions options, WebProxy? proxy, ServerTrust trust, GigaChatSignIn? signIn)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = ConnectionLifetime,
            // A redirect would carry the token, or a prompt, to an address nobody named.
            AllowAutoRedirect = false,
            UseCookies = false,
            // An answer that is left early closes its connection at once; the default reads on for two seconds.
            ResponseDrainTimeout = TimeSpan.Zero,
            UseProxy = !options.Proxy.NoProxy,
            Proxy = proxy,
            SslOptions = trust.CreateOptions(),
            // User and session ids may be Cyrillic; .NET would refuse to send them, and read the echo wrongly.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        };
        if (signIn?.Certificate is { } certificate)
            handler.SslOptions.ClientCertificates = [certificate];
        return handler;
    }
}

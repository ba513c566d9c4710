using System.Net;
using System.Text;
using GigaChat.Authentication;
using GigaChat.Http;
using GigaChat.Trust;
using Microsoft.Extensions.DependencyInjection;

namespace GigaChat;

/// <summary>
/// The two HTTP clients of a connection: one for the sign-in address, one for the API. Same trust, same proxy; the same sockets where both
/// addresses are one server. Each lives as long as the connection; addresses are looked up anew because pooled sockets do not live so long.
/// The clients are made by an <see cref="IHttpClientFactory"/>, which takes from here what is the connection's own
/// (<see cref="HttpServices"/>).
/// </summary>
internal sealed class HttpPipeline : IDisposable
{
    // Addresses and certificates are looked at again this often.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // A connection that died without a word, behind a firewall that forgot it or while the machine slept, is found this soon.
    private static readonly TimeSpan LongestPingDelay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPingTimeout = TimeSpan.FromSeconds(10);

    // .NET takes no shorter ones.
    private static readonly TimeSpan ShortestPing = TimeSpan.FromSeconds(1);

    private readonly GigaChatOptions _options;
    private readonly CancellationTokenSource _closing = new();
    private readonly UseCounter _sends = new();

    public HttpPipeline(GigaChatOptions options, GigaChatCredential credential, ServerTrust trust)
    {
        _options = options;
        Closing = _closing.Token;
        IWebProxy? proxy = options.Proxy.ToWebProxy();
        Uri address = SignInAddress(options, credential.Kind);
        ApiSockets = CreateSocketHandler(options, proxy, trust, credential);
        ApiSockets.PlaintextStreamFilter = ApiContact.NoteAsync;
        ServerContact signInContact = ApiContact;
        if (IsSameServer(address, options.BaseUri) && credential.Certificate is null)
        {
            // The API is asked over the connection that the sign-in has opened: no second handshake.
            SignInSockets = ApiSockets;
        }
        else
        {
            signInContact = new ServerContact();
            SignInSockets = CreateSocketHandler(options, proxy, trust, credential: null);
            SignInSockets.PlaintextStreamFilter = signInContact.NoteAsync;
        }
        Services = HttpServices.NewProvider(this);
        var factory = Services.GetRequiredService<IHttpClientFactory>();
        // In this order: the handlers of the API need the provider of tokens.
        SignInSettings signIn = SignInOf(options, address, credential.Kind, signInContact, trust);
        TokenProvider = new TokenProvider(signIn, credential, factory.CreateClient(HttpServices.SignInClient));
        Api = factory.CreateClient(HttpServices.ApiClient);
    }

    /// <summary>Gets tokens, over the client for the sign-in address.</summary>
    public TokenProvider TokenProvider { get; }

    /// <summary>The client for the API; its handlers add the token.</summary>
    public HttpClient Api { get; }

    /// <summary>How far the client for the API has come.</summary>
    public ServerContact ApiContact { get; } = new();

    /// <summary>Fires when the connection is closed.</summary>
    public CancellationToken Closing { get; }

    /// <summary>The container of this connection, with its factory.</summary>
    internal ServiceProvider Services { get; }

    /// <summary>The innermost handler of the client for the sign-in address; that of the API where both are one server.</summary>
    internal SocketsHttpHandler SignInSockets { get; }

    /// <summary>The innermost handler of the client for the API; it alone has the client certificate.</summary>
    internal SocketsHttpHandler ApiSockets { get; }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        // A handler that is disposed while a first request comes in may open a socket that is never closed. What is
        // being sent ends now, so this does not wait; bodies that are still read are closed by it.
        _sends.WhenIdle(() =>
        {
            // Disposing the clients would look to a request under way as if its caller had given it up, and the factory closes
            // no sockets at all.
            SignInSockets.Dispose();
            ApiSockets.Dispose();
        });
        // The container's event source keeps a list of all providers, from which only this removes one.
        Services.Dispose();
    }

    private static Uri SignInAddress(GigaChatOptions options, SignInKind kind)
        => kind == SignInKind.Password ? ServiceAddress.Combine(options.BaseUri, "token") : options.AuthUri;

    private static bool IsSameServer(Uri one, Uri other) => Uri.Compare(
        one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static SignInSettings SignInOf(
        GigaChatOptions options, Uri address, SignInKind kind, ServerContact contact, ServerTrust trust) => new(
            address,
            options.Scope,
            options.Timeout,
            new TransportErrorContext(options.Name, options.Proxy, IsSignIn: kind != SignInKind.Password)
            {
                ConnectTimeout = ConnectTimeout(options.Timeout),
                Contact = contact,
            },
            trust.CacheKey);

    internal ClosingHandler NewClosingHandler() => new(_sends, Closing);

    internal RetryHandler NewRetryHandler() => new(_options.MaximumRetryCount, _options.RetryInterval, TimeProvider.System);

    /// <summary>The way to a server: proxy, trust and client certificate. Also for the diagnosis, which has to go the same way.</summary>
    internal static SocketsHttpHandler CreateSocketHandler(
        GigaChatOptions options, IWebProxy? proxy, ServerTrust trust, GigaChatCredential? credential)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = ConnectionLifetime,
            // A redirect would carry the token, or a prompt, to an address that the user did not name.
            AllowAutoRedirect = false,
            UseCookies = false,
            // An answer that is left early closes its connection at once; the default reads on for two seconds.
            ResponseDrainTimeout = TimeSpan.Zero,
            ConnectTimeout = ConnectTimeout(options.Timeout),
            // Requests and streams share one connection of HTTP/2; a second one is opened for those that the server's limit keeps out.
            EnableMultipleHttp2Connections = true,
            // Idle connections are left in peace: some servers take pings without a request for an attack.
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = Part(options.Timeout, LongestPingDelay),
            KeepAlivePingTimeout = Part(options.Timeout, LongestPingTimeout),
            UseProxy = !options.Proxy.NoProxy,
            Proxy = proxy,
            SslOptions = trust.CreateOptions(),
            // User and session ids may be Cyrillic; .NET would refuse to send them, and read the echo wrongly.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        };
        if (credential?.Certificate is { } certificate)
            handler.SslOptions.ClientCertificates = [certificate];
        return handler;
    }

    /// <summary>The longest time until a connection stands: name, TCP, proxy and TLS.</summary>
    /// <param name="timeout">The longest time for an attempt, of which it takes half: what then fails is known to be the way there.</param>
    internal static TimeSpan ConnectTimeout(TimeSpan timeout) => timeout / 2;

    // A dead connection is found within the time limit of a request, so that this can be repeated.
    private static TimeSpan Part(TimeSpan timeout, TimeSpan longest)
        => TimeSpan.FromTicks(Math.Clamp(timeout.Ticks / 4, ShortestPing.Ticks, longest.Ticks));
}

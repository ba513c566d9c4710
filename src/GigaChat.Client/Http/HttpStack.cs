using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace GigaChat;

/// <summary>The two HTTP clients of a connection: one for the sign-in address, one for the API. Same trust, same proxy.</summary>
internal sealed class HttpStack : IDisposable
{
    private const string SignInClient = "sign-in";
    private const string ApiClient = "api";

    // Addresses and certificates are looked at again this often.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly ProductInfoHeaderValue Product = new("GigaChat-PowerShell", typeof(HttpStack).Assembly.GetName().Version!.ToString(3));
    private static readonly ProductInfoHeaderValue Platform = new($"(.NET {Environment.Version}; {RuntimeInformation.RuntimeIdentifier})");

    private readonly ServiceProvider _services;
    private readonly IHttpClientFactory _factory;
    private readonly List<SocketsHttpHandler> _handlers = [];
    private readonly CancellationTokenSource _closing = new();

    public HttpStack(GigaChatOptions options, GigaChatSignIn signIn, ServerTrust trust, Func<DelegatingHandler> authorization)
    {
        Closing = _closing.Token;
        WebProxy? proxy = options.Proxy.ToWebProxy();
        var services = new ServiceCollection();
        Add(services, SignInClient, options, proxy, trust, clientCertificate: null).AddHttpMessageHandler(static () => new RequestIdHandler());
        Add(services, ApiClient, options, proxy, trust, signIn, authorization);
        // The factory's own log handlers would be created for nobody.
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        _services = services.BuildServiceProvider();
        _factory = _services.GetRequiredService<IHttpClientFactory>();
    }

    /// <summary>A client for the sign-in address.</summary>
    public HttpClient SignIn() => _factory.CreateClient(SignInClient);

    /// <summary>A client for the API; its handlers add the token.</summary>
    public HttpClient Api() => _factory.CreateClient(ApiClient);

    /// <summary>Fires when the connection is closed.</summary>
    public CancellationToken Closing { get; }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        // The factory leaves its handlers to the garbage collector; a closed connection closes its sockets now.
        lock (_handlers)
        {
            foreach (SocketsHttpHandler handler in _handlers)
                handler.Dispose();
        }
        _services.Dispose();
    }

    private IHttpClientBuilder Add(
        ServiceCollection services, string name, GigaChatOptions options, WebProxy? proxy, ServerTrust trust, GigaChatSignIn? clientCertificate, Func<DelegatingHandler>? outermost = null)
    {
        IHttpClientBuilder builder = services.AddHttpClient(name, static client =>
        {
            // Each attempt has its own limit (RetryHandler). Without a User-Agent the service answers 403.
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestHeaders.UserAgent.Add(Product);
            client.DefaultRequestHeaders.UserAgent.Add(Platform);
        });
        builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        builder.AddHttpMessageHandler(() => new ClosingHandler(Closing));
        builder.ConfigurePrimaryHttpMessageHandler(() => Remember(CreateHandler(options, proxy, trust, clientCertificate)));
        if (outermost is not null)
            builder.AddHttpMessageHandler(outermost);
        builder.AddHttpMessageHandler(() => new RetryHandler(options.MaximumRetryCount, options.RetryInterval, TimeProvider.System));
        return builder;
    }

    private SocketsHttpHandler Remember(SocketsHttpHandler handler)
    {
        lock (_handlers)
            _handlers.Add(handler);
        return handler;
    }

    /// <summary>The way to a server: proxy, trust and client certificate. Also for the diagnosis, which has to go the same way.</summary>
    internal static SocketsHttpHandler CreateHandler(GigaChatOptions options, WebProxy? proxy, ServerTrust trust, GigaChatSignIn? signIn)
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

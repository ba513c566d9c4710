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

    // A stream that was left early is closed after this; one that has ended needs less to give its connection back.
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMilliseconds(200);
    private static readonly ProductInfoHeaderValue Product = new("GigaChat-PowerShell", typeof(HttpStack).Assembly.GetName().Version!.ToString(3));
    private static readonly ProductInfoHeaderValue Platform = new($"(.NET {Environment.Version}; {RuntimeInformation.RuntimeIdentifier})");

    private readonly ServiceProvider _services;
    private readonly IHttpClientFactory _factory;
    private readonly List<SocketsHttpHandler> _handlers = [];

    public HttpStack(GigaChatOptions options, GigaChatSignIn signIn, ServerTrust trust, Func<DelegatingHandler> authorization)
    {
        var services = new ServiceCollection();
        Add(services, SignInClient, options, trust, clientCertificate: null).AddHttpMessageHandler(static () => new RequestIdHandler());
        Add(services, ApiClient, options, trust, signIn, authorization);
        // The factory's own log handlers would be created for nobody.
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        _services = services.BuildServiceProvider();
        _factory = _services.GetRequiredService<IHttpClientFactory>();
    }

    /// <summary>A client for the sign-in address.</summary>
    public HttpClient SignIn() => _factory.CreateClient(SignInClient);

    /// <summary>A client for the API; its handlers add the token.</summary>
    public HttpClient Api() => _factory.CreateClient(ApiClient);

    public void Dispose()
    {
        // The factory leaves its handlers to the garbage collector; a closed connection closes its sockets now.
        lock (_handlers)
        {
            foreach (SocketsHttpHandler handler in _handlers)
                handler.Dispose();
        }
        _services.Dispose();
    }

    private IHttpClientBuilder Add(
        ServiceCollection services, string name, GigaChatOptions options, ServerTrust trust, GigaChatSignIn? clientCertificate, Func<DelegatingHandler>? outermost = null)
    {
        IHttpClientBuilder builder = services.AddHttpClient(name, static client =>
        {
            // Each attempt has its own limit (RetryHandler). Without a User-Agent the service answers 403.
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestHeaders.UserAgent.Add(Product);
            client.DefaultRequestHeaders.UserAgent.Add(Platform);
        });
        builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        builder.ConfigurePrimaryHttpMessageHandler(() => Remember(CreateHandler(options, trust, clientCertificate)));
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

    private static SocketsHttpHandler CreateHandler(GigaChatOptions options, ServerTrust trust, GigaChatSignIn? signIn)
    {
        ProxySettings proxy = options.Proxy;
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = ConnectionLifetime,
            ResponseDrainTimeout = DrainTimeout,
            // A redirect would carry the token, or a prompt, to an address nobody named.
            AllowAutoRedirect = false,
            UseCookies = false,
            // User ids and session ids are free text, hence Cyrillic too; the default refuses to send that.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            UseProxy = !proxy.NoProxy,
            SslOptions = trust.CreateOptions(),
        };
        if (proxy.Address is { } address)
            handler.Proxy = new WebProxy(address) { Credentials = proxy.Credential, UseDefaultCredentials = proxy.UseDefaultCredentials };
        if (signIn?.Certificate is { } certificate)
            handler.SslOptions.ClientCertificates = [certificate];
        return handler;
    }
}

using System.Runtime.InteropServices;
using GigaChat.Authentication;
using GigaChat.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GigaChat;

/// <summary>
/// The named clients of <see cref="IHttpClientFactory"/> and their handlers. They are described once per process. Trust, proxy, client
/// certificate, retries and token differ between connections and cannot be changed in a handler that has sent: each connection
/// therefore has a small container of its own, in which its <see cref="HttpPipeline"/> is one of the services.
/// </summary>
internal static class HttpServices
{
    /// <summary>The client for the sign-in address.</summary>
    public const string SignInClient = "GigaChat.SignIn";

    /// <summary>The client for the API; its handlers add the token.</summary>
    public const string ApiClient = "GigaChat.Api";

    private static readonly string UserAgent
        = $"GigaChat-PowerShell/{typeof(HttpServices).Assembly.GetName().Version!.ToString(3)} "
            + $"(.NET {Environment.Version}; {RuntimeInformation.RuntimeIdentifier})";

    // Made with the first connection, which is what loads the libraries.
    private static readonly ServiceCollection Descriptions = Describe();

    /// <summary>The container of one connection; disposing it frees the factory and its entries, but closes no socket.</summary>
    public static ServiceProvider NewProvider(HttpPipeline pipeline)
    {
        var services = new ServiceCollection { Descriptions };
        services.AddSingleton(pipeline);
        return services.BuildServiceProvider();
    }

    private static ServiceCollection Describe()
    {
        var services = new ServiceCollection();
        // The handlers of each client, from the outside to the socket.
        Add(services, SignInClient, static pipeline => pipeline.SignInSockets)
            .AddHttpMessageHandler(static services => Pipeline(services).NewClosingHandler())
            .AddHttpMessageHandler(static services => Pipeline(services).NewRetryHandler())
            .AddHttpMessageHandler(static () => new AttemptHandler())
            .AddHttpMessageHandler(static () => new RequestIdHandler());
        Add(services, ApiClient, static pipeline => pipeline.ApiSockets)
            .AddHttpMessageHandler(static services => Pipeline(services).NewClosingHandler())
            .AddHttpMessageHandler(static services => new AuthorizationHandler(Pipeline(services).TokenProvider))
            .AddHttpMessageHandler(static services => Pipeline(services).NewRetryHandler())
            .AddHttpMessageHandler(static () => new AttemptHandler());

        // No logging: these filters add the library's own log handlers, whose debug level shows addresses and headers.
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(NullLoggerFactory.Instance));
        return services;
    }

    private static IHttpClientBuilder Add(ServiceCollection services, string name, Func<HttpPipeline, SocketsHttpHandler> sockets)
    {
        IHttpClientBuilder client = services.AddHttpClient(name, static client =>
        {
            // Each attempt has its own limit (RetryHandler). Without a User-Agent the service answers 403.
            client.Timeout = Timeout.InfiniteTimeSpan;
            // As one text: parsed values would be copied, and put together anew, for each request.
            HeaderText.Add(client.DefaultRequestHeaders, "User-Agent", UserAgent);
        });
        // A handler that the factory replaces is left to the garbage collector, with open sockets: these live as long as their
        // connection, which closes them, and addresses are looked up anew by PooledConnectionLifetime.
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.ConfigurePrimaryHttpMessageHandler(services => sockets(Pipeline(services)));
        // No service has the lifetime of a chain of handlers.
        services.Configure<HttpClientFactoryOptions>(name, static options => options.SuppressHandlerScope = true);
        return client;
    }

    private static HttpPipeline Pipeline(IServiceProvider services) => services.GetRequiredService<HttpPipeline>();
}

using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace GigaChat.Emulator;

/// <summary>The web server: four ports, and which path leads where.</summary>
internal sealed class EmulatorServer
{
    private readonly EmulatorCore _core;
    private readonly WebApplication _app;

    public EmulatorServer(EmulatorCore core, EmulatorOptions options)
    {
        _core = core;
        var sockets = new LoopbackSockets();
        AuthPort = sockets.Bind(options.AuthPort, bothFamilies: true);
        ApiPort = sockets.Bind(options.ApiPort, bothFamilies: true);
        ControlPort = sockets.Bind(options.ControlPort, bothFamilies: false);
        ProxyPort = sockets.Bind(options.ProxyPort, bothFamilies: false);

        // The empty builder: no configuration files, no environment, no logging.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = sockets.Take);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 256L << 20;
            // A client may be slow on purpose.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            Listen(kestrel, sockets, AuthPort, port => UseTls(port, askForClient: false));
            Listen(kestrel, sockets, ApiPort, port => UseTls(port, askForClient: true));
            Listen(kestrel, sockets, ControlPort, port => port.Protocols = HttpProtocols.Http1);
            Listen(kestrel, sockets, ProxyPort, port => port.Run(core.Proxy.HandleAsync));
        });
        _app = builder.Build();
        Map();
    }

    public int AuthPort { get; }

    public int ApiPort { get; }

    public int ControlPort { get; }

    public int ProxyPort { get; }

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Listen(KestrelServerOptions kestrel, LoopbackSockets sockets, int port, Action<ListenOptions> configure)
    {
        foreach (var endPoint in sockets.EndPoints(port))
            kestrel.Listen(endPoint, configure);
    }

    private void UseTls(ListenOptions port, bool askForClient)
    {
        port.Protocols = HttpProtocols.Http1AndHttp2;
        port.Use(next => async connection =>
        {
            _core.Counters.ConnectionOpened();
            try
            {
                await next(connection);
            }
            finally
            {
                _core.Counters.ConnectionClosed();
                _core.Pulse.Signal();
            }
        });
        port.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = _core.Certificates.CurrentContext,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                // A resumed session would show the certificate of before.
                AllowTlsResume = false,
                ClientCertificateRequired = askForClient,
#pragma warning disable CA5359 // The client's certificate is judged later (ApiGate), where a refusal can be an answer.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            }),
        });
    }

    private void Map()
    {
        var entry = new RequestEntry(_core, port => port == AuthPort ? PortKind.Auth : port == ApiPort ? PortKind.Api : PortKind.Control);
        var faults = new FaultInjector(_core);
        var gate = new ApiGate(_core);
        _app.Use(entry.InvokeAsync);
        _app.Use((context, next) => context.Items.Count == 0 ? next(context) : faults.InvokeAsync(context, next));
        _app.Use((context, next) => context.Items.Count == 0 ? next(context) : gate.InvokeAsync(context, next));

        _app.MapPost(Routes.OAuth, new OAuthEndpoint(_core).HandleAsync);
        _app.MapPost(Routes.Token, new TokenEndpoint(_core).HandleAsync);
        _app.MapPost(Routes.Chat, new ChatEndpoint(_core).HandleAsync);
        _app.MapPost(Routes.Embeddings, new EmbeddingsEndpoint(_core).HandleAsync);
        _app.MapPost(Routes.ValidateFunction, FunctionsEndpoint.ValidateAsync);
        _app.MapPost(Routes.TokensCount, AccountingEndpoints.CountAsync);
        _app.MapGet(Routes.Balance, AccountingEndpoints.BalanceAsync);
        _app.MapPost(Routes.AiCheck, AiCheckEndpoint.HandleAsync);
        var batches = new BatchesEndpoint(_core);
        _app.MapPost(Routes.Batches, batches.CreateAsync);
        _app.MapGet(Routes.Batches, batches.ListAsync);
        _app.MapGet(Routes.Models, ModelsEndpoint.ListAsync);
        _app.MapGet(Routes.Models + "/{model}", ModelsEndpoint.OneAsync);
        var files = new FilesEndpoint(_core);
        _app.MapPost(Routes.Files, files.UploadAsync);
        _app.MapGet(Routes.Files, files.ListAsync);
        _app.MapGet(Routes.Files + "/{id}", files.OneAsync);
        _app.MapPost(Routes.Files + "/{id}/delete", files.DeleteAsync);
        _app.MapGet(Routes.Files + "/{id}/content", files.ContentAsync);
        new ControlEndpoints(_core).Map(_app);
        _app.MapFallback("{**path}", NotFoundAsync);
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        if (context.Items.Count > 0)
            return Answer.ApiErrorAsync(Exchange.Of(context), 404, "Not Found");
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}

using System.Text;
using GigaChat.Emulator.Connections;
using GigaChat.Emulator.Control;
using GigaChat.Emulator.Faults;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace GigaChat.Emulator.Hosting;

/// <summary>The web server: four ports, and the middleware that requests pass.</summary>
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
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, sockets));
        _app = builder.Build();
        UseMiddleware();
        new ServiceRoutes(core).Map(_app);
        new ControlEndpoints(core).Map(_app);
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

    private void Configure(KestrelServerOptions kestrel, LoopbackSockets sockets)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 256L << 20;
        // A client may be slow on purpose.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        var tls = new TlsPort(_core);
        Listen(kestrel, sockets, AuthPort, port => tls.Configure(port, askForClient: false));
        Listen(kestrel, sockets, ApiPort, port => tls.Configure(port, askForClient: true));
        Listen(kestrel, sockets, ControlPort, port => port.Protocols = HttpProtocols.Http1);
        Listen(kestrel, sockets, ProxyPort, port => port.Run(_core.Proxy.HandleAsync));
    }

    private static void Listen(KestrelServerOptions kestrel, LoopbackSockets sockets, int port, Action<ListenOptions> configure)
    {
        foreach (var endPoint in sockets.EndPoints(port))
            kestrel.Listen(endPoint, configure);
    }

    private void UseMiddleware()
    {
        var entry = new RequestEntry(_core, port => port == AuthPort ? PortKind.Auth : port == ApiPort ? PortKind.Api : PortKind.Control);
        var faults = new FaultInjector(_core);
        var gate = new ApiGate(_core);
        _app.Use(entry.InvokeAsync);
        _app.Use((context, next) => context.Items.Count == 0 ? next(context) : faults.InvokeAsync(context, next));
        _app.Use((context, next) => context.Items.Count == 0 ? next(context) : gate.InvokeAsync(context, next));
    }
}

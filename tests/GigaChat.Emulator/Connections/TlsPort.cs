using System.Net.Security;
using System.Security.Authentication;
using GigaChat.Emulator.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace GigaChat.Emulator.Connections;

/// <summary>What happens to a connection of the sign-in and API ports before there is a request.</summary>
internal sealed class TlsPort(EmulatorCore core)
{
    public void Configure(ListenOptions port, bool askForClient)
    {
        // ALPN chooses: the service offers HTTP/2 and HTTP/1.1 (RUBY, PR #53 of ai-forever/gigachat).
        port.Protocols = HttpProtocols.Http1AndHttp2;
        port.Use(next => connection => CountAsync(connection, next));
        port.Use(next => new PlainHttpGuard(core, next).InvokeAsync);
        port.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Options(askForClient)) });
        port.Use(ConnectionTap.Insert);
    }

    private async Task CountAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        core.Counters.ConnectionOpened();
        try
        {
            await next(connection);
        }
        finally
        {
            core.Counters.ConnectionClosed();
            core.Pulse.Signal();
        }
    }

    private SslServerAuthenticationOptions Options(bool askForClient) => new()
    {
        ServerCertificateContext = core.Certificates.CurrentContext,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        // Null: both versions, as the port offers them.
        ApplicationProtocols = core.Settings.Http11Only ? [SslApplicationProtocol.Http11] : null,
        // A resumed session would show the certificate of before.
        AllowTlsResume = false,
        ClientCertificateRequired = askForClient,
#pragma warning disable CA5359 // The client's certificate is judged later (ApiGate), where a refusal can be an answer.
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
    };
}

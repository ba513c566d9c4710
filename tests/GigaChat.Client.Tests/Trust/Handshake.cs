using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Trust;

namespace GigaChat.Tests.Trust;

/// <summary>Real TLS over loopback.</summary>
internal static class Handshake
{
    /// <summary>Connects to a server that shows the leaf and the given further certificates; null means that it was accepted.</summary>
    public static Task<Exception?> TryAsync(ServerTrust trust, string host, X509Certificate2 leaf, params X509Certificate2[] sent)
        => TryAsync(trust.CreateOptions(), host, leaf, sent);

    /// <summary>The same with given options.</summary>
    public static async Task<Exception?> TryAsync(
        SslClientAuthenticationOptions options, string host, X509Certificate2 leaf, params X509Certificate2[] sent)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, leaf, sent);
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        await using var stream = new SslStream(client.GetStream());
        options.TargetHost = host;
        Exception? failure = await Record.ExceptionAsync(() => stream.AuthenticateAsClientAsync(options));
        client.Close();
        await serving;
        return failure;
    }

    /// <summary>The same through the stack that the client uses.</summary>
    public static async Task<Exception?> TryHttpAsync(ServerTrust trust, string host, X509Certificate2 leaf, params X509Certificate2[] sent)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, leaf, sent);
        using var handler = new SocketsHttpHandler
        {
            SslOptions = trust.CreateOptions(),
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(listener.LocalEndpoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler);
        Exception? failure = await Record.ExceptionAsync(() => client.GetStringAsync(new Uri($"https://{host}/")));
        await serving;
        return failure;
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 leaf, X509Certificate2[] sent)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(leaf, [.. sent], offline: true),
            });
            byte[] request = new byte[4096];
            if (await stream.ReadAsync(request) > 0)
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray());
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client refused; what it says is what counts.
        }
    }
}

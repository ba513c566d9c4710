using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using GigaChat.Emulator.Certificates;
using Microsoft.AspNetCore.Connections;

namespace GigaChat.Emulator.Proxy;

/// <summary>The way from a client of the proxy to the host it asked for.</summary>
internal static class ProxyTunnel
{
    private static readonly List<SslApplicationProtocol> Http11 = [SslApplicationProtocol.Http11];

    /// <summary>Connects to the host; null when nothing listens there.</summary>
    public static async Task<Socket?> ConnectAsync(DnsEndPoint target)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Passes bytes both ways until one end is done.</summary>
    public static async Task PassAsync(ConnectionContext connection, Socket upstream)
    {
        await using var stream = new NetworkStream(upstream);
        var there = connection.Transport.Input.CopyToAsync(stream, connection.ConnectionClosed);
        var back = stream.CopyToAsync(connection.Transport.Output, connection.ConnectionClosed);
        // Web clients and servers do not half-close: when one way ends, both do.
        await await Task.WhenAny(there, back);
        await connection.Transport.Output.CompleteAsync();
        upstream.Close();
        await Task.WhenAll(there, back);
    }

    /// <summary>Ends TLS here, in HTTP/1.1 whatever the client offers, and begins it anew towards the host.</summary>
    public static async Task InterceptAsync(
        ConnectionContext connection, Socket upstream, string host, EmulatorCertificates certificates)
    {
        await using var client = new SslStream(new DuplexStream(connection.Transport));
        await client.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = certificates.ProxyContext, ApplicationProtocols = Http11 },
            connection.ConnectionClosed);
        await using var server = new SslStream(new NetworkStream(upstream));
        await server.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ApplicationProtocols = Http11,
                CertificateChainPolicy = certificates.TrustPolicy(),
            },
            connection.ConnectionClosed);
        var there = client.CopyToAsync(server, connection.ConnectionClosed);
        var back = server.CopyToAsync(client, connection.ConnectionClosed);
        await await Task.WhenAny(there, back);
        await connection.Transport.Output.CompleteAsync();
        upstream.Close();
        await Task.WhenAll(there, back);
    }
}

using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.WebUtilities;

namespace GigaChat.Emulator;

/// <summary>A forward proxy that tunnels (CONNECT) to this machine only.</summary>
public sealed class ForwardProxy
{
    private const int MaxHead = 16 * 1024;
    private readonly Lock _lock = new();
    private readonly List<ProxyConnect> _connects = [];
    private (string User, string Password)? _credentials;
    private int? _refuseStatus;
    private int _openTunnels;

    internal ForwardProxy()
    {
    }

    public ProxyState State
    {
        get
        {
            lock (_lock)
                return new([.. _connects], _openTunnels, _credentials?.User, _refuseStatus);
        }
    }

    /// <summary>
    /// Demands Basic credentials (407 otherwise) where a user is given, and refuses every CONNECT where a status is.
    /// </summary>
    public void Configure(string? user = null, string? password = null, int? refuseStatus = null)
    {
        lock (_lock)
        {
            _credentials = user is null ? null : (user, password ?? "");
            _refuseStatus = refuseStatus;
        }
    }

    /// <summary>Forgets what was asked and lets everyone in again.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _connects.Clear();
            _credentials = null;
            _refuseStatus = null;
        }
    }

    internal async Task HandleAsync(ConnectionContext connection)
    {
        try
        {
            // A refused client may try again on the same connection, with credentials.
            while (await ReadHeadAsync(connection) is { } head)
            {
                var (status, target) = Judge(head);
                if (status == 200 && await ConnectAsync(target!) is { } upstream)
                {
                    using (upstream)
                        await TunnelAsync(connection, upstream);
                    return;
                }

                await WriteAsync(connection, status == 200 ? 502 : status);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end was reset: the other one shall notice.
            connection.Abort();
        }
    }

    private static async Task<string[]?> ReadHeadAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(connection.ConnectionClosed);
            var reader = new SequenceReader<byte>(read.Buffer);
            if (reader.TryReadTo(out ReadOnlySequence<byte> head, "\r\n\r\n"u8))
            {
                var lines = Encoding.Latin1.GetString(head).Split("\r\n");
                input.AdvanceTo(reader.Position);
                return lines;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.Buffer.Length > MaxHead)
                return null;
        }
    }

    private (int Status, DnsEndPoint? Target) Judge(string[] head)
    {
        var line = head[0].Split(' ');
        if (line is not ["CONNECT", var authority, _])
            return (405, null);
        var basic = head.Skip(1).Select(header => header.Split(':', 2))
            .FirstOrDefault(header => header[0].Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase));
        var credentials = BasicHeader.Read(basic?[^1].Trim(), "Basic");
        var target = ParseTarget(authority);
        lock (_lock)
        {
            var status = _credentials is { } wanted && credentials != wanted ? 407
                : _refuseStatus ?? (target is null ? 403 : 200);
            _connects.Add(new(authority, status, credentials?.Name));
            return (status, target);
        }
    }

    private static DnsEndPoint? ParseTarget(string authority)
    {
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(authority.AsSpan(colon + 1), out var port))
            return null;
        var host = authority[..colon].Trim('[', ']');
        var local = host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        return local ? new DnsEndPoint(host, port) : null;
    }

    private static async Task<Socket?> ConnectAsync(DnsEndPoint target)
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

    private async Task TunnelAsync(ConnectionContext connection, Socket upstream)
    {
        Interlocked.Increment(ref _openTunnels);
        try
        {
            await WriteAsync(connection, 200);
            await using var stream = new NetworkStream(upstream);
            var there = connection.Transport.Input.CopyToAsync(stream, connection.ConnectionClosed);
            var back = stream.CopyToAsync(connection.Transport.Output, connection.ConnectionClosed);
            // Web clients and servers do not half-close: when one way ends, both do.
            await await Task.WhenAny(there, back);
            await connection.Transport.Output.CompleteAsync();
            upstream.Close();
            await Task.WhenAll(there, back);
        }
        finally
        {
            Interlocked.Decrement(ref _openTunnels);
        }
    }

    private static async Task WriteAsync(ConnectionContext connection, int status)
    {
        var head = status switch
        {
            200 => "HTTP/1.1 200 Connection established\r\n\r\n",
            407 => "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"emulator\"\r\nContent-Length: 0\r\n\r\n",
            _ => $"HTTP/1.1 {status} {ReasonPhrases.GetReasonPhrase(status)}\r\nContent-Length: 0\r\n\r\n",
        };
        await connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(head), connection.ConnectionClosed);
    }
}

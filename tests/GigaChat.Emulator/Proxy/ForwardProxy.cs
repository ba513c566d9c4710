using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using GigaChat.Emulator.Certificates;
using GigaChat.Emulator.SignIn;
using Microsoft.AspNetCore.Connections;

namespace GigaChat.Emulator.Proxy;

/// <summary>A forward proxy that tunnels (CONNECT) to this machine only. It speaks plain HTTP, as nearly all proxies do.</summary>
public sealed class ForwardProxy
{
    private readonly EmulatorCertificates _certificates;
    private readonly CancellationToken _stopping;
    private readonly Lock _lock = new();
    private readonly List<ProxyConnect> _connects = [];
    private (string User, string Password)? _credentials;
    private int? _refuseStatus;
    private ProxyMode _mode;
    private int _openTunnels;

    internal ForwardProxy(EmulatorCertificates certificates, CancellationToken stopping)
    {
        _certificates = certificates;
        _stopping = stopping;
    }

    public ProxyState State
    {
        get
        {
            lock (_lock)
                return new([.. _connects], _openTunnels, _credentials?.User, _refuseStatus, _mode);
        }
    }

    /// <summary>
    /// Demands Basic credentials (407 otherwise) where a user is given, and refuses every CONNECT where a status is.
    /// </summary>
    public void Configure(string? user = null, string? password = null, int? refuseStatus = null, ProxyMode mode = ProxyMode.Tunnel)
    {
        lock (_lock)
        {
            _credentials = user is null ? null : (user, password ?? "");
            _refuseStatus = refuseStatus;
            _mode = mode;
        }
    }

    /// <summary>Forgets what was asked and lets everyone in again.</summary>
    public void Reset()
    {
        lock (_lock)
            _connects.Clear();
        Configure();
    }

    internal async Task HandleAsync(ConnectionContext connection)
    {
        try
        {
            var mode = State.Mode;
            if (mode == ProxyMode.Silent)
                await WaitForEndAsync(connection);
            else if (mode == ProxyMode.Reset)
                connection.Abort();
            else
                await ServeAsync(connection, mode);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or AuthenticationException)
        {
            // One end was reset, or did not agree with our certificate: the other one shall notice.
            connection.Abort();
        }
    }

    private async Task WaitForEndAsync(ConnectionContext connection)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, _stopping);
        await Task.Delay(Timeout.Infinite, either.Token);
    }

    private async Task ServeAsync(ConnectionContext connection, ProxyMode mode)
    {
        // A refused client may try again on the same connection, with credentials.
        while (await ProxyHead.ReadAsync(connection) is { } head)
        {
            if (ProxyHead.IsTls(head))
            {
                await ProxyHead.WriteAsync(connection, 400);
                return;
            }

            var (status, target) = Judge(head);
            if (status == 200 && await ProxyTunnel.ConnectAsync(target!) is { } upstream)
            {
                using (upstream)
                    await TunnelAsync(connection, upstream, target!.Host, mode);
                return;
            }

            await ProxyHead.WriteAsync(connection, status == 200 ? 502 : status);
        }
    }

    private async Task TunnelAsync(ConnectionContext connection, Socket upstream, string host, ProxyMode mode)
    {
        Interlocked.Increment(ref _openTunnels);
        try
        {
            await ProxyHead.WriteAsync(connection, 200);
            if (mode == ProxyMode.Intercept)
                await ProxyTunnel.InterceptAsync(connection, upstream, host, _certificates);
            else
                await ProxyTunnel.PassAsync(connection, upstream);
        }
        finally
        {
            Interlocked.Decrement(ref _openTunnels);
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
}

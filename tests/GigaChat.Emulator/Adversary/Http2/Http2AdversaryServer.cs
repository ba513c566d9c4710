using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using GigaChat.Emulator.Certificates;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Adversary.Http2;

/// <summary>
/// The adversary over HTTP/2: TLS that offers this version alone, and frames made by hand, because no web server would send such ones.
/// Each connection answers one request, in the mode that is set.
/// </summary>
public sealed class Http2AdversaryServer : IDisposable
{
    private readonly EmulatorCertificates _certificates;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly Pulse _pulse = new();
    private long _written;
    private int _requests;
    private volatile Http2Mode _mode = Http2Modes.Find("good");

    public Http2AdversaryServer(EmulatorCertificates certificates)
    {
        _certificates = certificates;
        _listener.Start();
        Uri = new($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");
        _ = AcceptAsync();
    }

    /// <summary>The address of the API.</summary>
    public Uri Uri { get; }

    /// <summary>Bytes sent since the mode was set.</summary>
    public long BytesWritten => Interlocked.Read(ref _written);

    /// <summary>Requests since the mode was set.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Connections that are open now.</summary>
    public int OpenConnections => _open.Count;

    /// <summary>Sets how it misbehaves from now on.</summary>
    /// <exception cref="ArgumentException">There is no such mode.</exception>
    public void Use(string mode)
    {
        _mode = Http2Modes.Find(mode);
        Interlocked.Exchange(ref _written, 0);
        Interlocked.Exchange(ref _requests, 0);
    }

    /// <summary>Waits until all clients have left.</summary>
    /// <exception cref="TimeoutException">One is still there.</exception>
    public async Task WaitForLeaveAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!await _pulse.WaitAsync(() => _open.IsEmpty, timeout, cancellationToken))
            throw new TimeoutException($"{OpenConnections} connections to the adversary are still open.");
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
        foreach (var socket in _open.Keys)
            socket.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                _ = Task.Run(() => ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The end of the emulator.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        _open.TryAdd(socket, 0);
        socket.NoDelay = true;
        try
        {
            await using var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
            var options = new SslServerAuthenticationOptions
            {
                ServerCertificateContext = _certificates.CurrentContext,
                ApplicationProtocols = [SslApplicationProtocol.Http2],
            };
            await tls.AuthenticateAsServerAsync(options, _stopping.Token);
            if (tls.NegotiatedApplicationProtocol != SslApplicationProtocol.Http2)
                return;
            using var exchange = new Http2Exchange(tls, bytes => Interlocked.Add(ref _written, bytes), _stopping.Token);
            if (!await exchange.ReadRequestAsync())
                return;
            Interlocked.Increment(ref _requests);
            var reading = exchange.ReadOnAsync();
            await _mode.AnswerAsync(exchange);
            await reading;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or AuthenticationException
            or OperationCanceledException)
        {
            // The client left, which is what most of the modes are for.
        }
        finally
        {
            _open.TryRemove(socket, out _);
            _pulse.Signal();
        }
    }
}

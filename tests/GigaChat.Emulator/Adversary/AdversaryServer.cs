using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using GigaChat.Emulator.Certificates;
using GigaChat.Emulator.Certificates.Laboratory;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Adversary;

/// <summary>
/// A second server that misbehaves on purpose, with raw sockets because no web server would send such answers. Which mode it is in is
/// named by the address, <c>/adversary/{mode}/v1/…</c>, or else by <see cref="Mode"/>. The plain port is a proxy as well: a tunnel to a
/// host of the TLS laboratory leads there, one to any other host to the TLS port, so that a client meets them under every name.
/// </summary>
public sealed class AdversaryServer : IDisposable
{
    /// <summary>What the paths of the adversary begin with.</summary>
    public const string Prefix = "/adversary/";

    private readonly EmulatorCertificates _certificates;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _plain;
    private readonly TcpListener _tls;
    private readonly TcpListener _laboratory;
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly ConcurrentQueue<AdversaryRequest> _requests = new();
    private readonly Pulse _pulse = new();
    private long _written;
    private volatile AdversaryMode _mode = AdversaryModes.Find("good");

    internal AdversaryServer(EmulatorCertificates certificates)
    {
        _certificates = certificates;
        _plain = Listen(ServePlainAsync);
        _tls = Listen(ServeTlsAsync);
        _laboratory = Listen(ServeLaboratoryAsync);
        PlainUri = new($"http://127.0.0.1:{Port(_plain)}");
        TlsUri = new($"https://localhost:{Port(_tls)}");
        LaboratoryUri = new($"https://localhost:{Port(_laboratory)}");
    }

    /// <summary>HTTP without TLS; also the address of the proxy.</summary>
    public Uri PlainUri { get; }

    /// <summary>HTTP over TLS with the emulator's good certificate, or what <see cref="EmulatorCertificates.Kind"/> says.</summary>
    public Uri TlsUri { get; }

    /// <summary>
    /// Good answers over TLS that is wrong: by the name that the client asks for, else <see cref="TlsLaboratory.Current"/>.
    /// </summary>
    public Uri LaboratoryUri { get; }

    /// <summary>The wrong certificates and handshakes.</summary>
    public TlsLaboratory Laboratory { get; } = new();

    /// <summary>The mode of requests whose address names none.</summary>
    /// <exception cref="ArgumentException">There is no such mode.</exception>
    public string Mode
    {
        get => _mode.Name;
        set => _mode = AdversaryModes.Find(value);
    }

    /// <summary>The requests that came, oldest first.</summary>
    public IReadOnlyCollection<AdversaryRequest> Requests => _requests;

    /// <summary>Connections that are open now.</summary>
    public int OpenConnections => _open.Count;

    /// <summary>Bytes of all answers so far.</summary>
    public long BytesWritten => Interlocked.Read(ref _written);

    /// <summary>The address of the API in a mode.</summary>
    public Uri ApiUri(string mode, bool tls = false) => new(tls ? TlsUri : PlainUri, $"{Prefix}{mode}/v1");

    /// <summary>The sign-in address in a mode.</summary>
    public Uri AuthUri(string mode, bool tls = false) => new(tls ? TlsUri : PlainUri, $"{Prefix}{mode}/oauth");

    /// <summary>Waits until all clients have left.</summary>
    /// <exception cref="TimeoutException">One is still there after 5 seconds, or the time given.</exception>
    public async Task WaitForLeaveAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        if (!await _pulse.WaitAsync(() => _open.IsEmpty, timeout ?? TimeSpan.FromSeconds(5), cancellationToken))
            throw new TimeoutException($"{OpenConnections} connections to the adversary are still open.");
    }

    /// <summary>Forgets the requests, and goes back to good answers.</summary>
    public void Reset()
    {
        Mode = "good";
        Laboratory.Current = TlsLaboratory.Good;
        _requests.Clear();
        Interlocked.Exchange(ref _written, 0);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        foreach (var listener in new[] { _plain, _tls, _laboratory })
            listener.Dispose();
        foreach (var socket in _open.Keys)
            socket.Dispose();
        _stopping.Dispose();
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private TcpListener Listen(Func<Socket, Stream, Task> serve)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = AcceptAsync(listener, serve);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener, Func<Socket, Stream, Task> serve)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(_stopping.Token);
                _ = Task.Run(() => ServeAsync(socket, serve));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The end of the emulator.
        }
    }

    private async Task ServeAsync(Socket socket, Func<Socket, Stream, Task> serve)
    {
        _open.TryAdd(socket, 0);
        socket.NoDelay = true;
        try
        {
            using var stream = new NetworkStream(socket, ownsSocket: true);
            await serve(socket, stream);
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

    private async Task ServePlainAsync(Socket socket, Stream stream)
    {
        if (await AdversaryRequest.ReadAsync(stream, _stopping.Token) is not { } request)
            return;
        if (request.Method == "CONNECT")
        {
            await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _stopping.Token);
            var host = request.Target[..request.Target.LastIndexOf(':')].Trim('[', ']');
            await (TlsCases.OfHost(host) is { } shown ? ServeLaboratoryAsync(socket, stream, shown) : ServeTlsAsync(socket, stream));
            return;
        }

        await AnswerAsync(request, socket, stream, PlainUri);
    }

    private async Task ServeTlsAsync(Socket socket, Stream stream)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = _certificates.CurrentContext, AllowTlsResume = false },
                _stopping.Token);
        if (await AdversaryRequest.ReadAsync(tls, _stopping.Token) is { } request)
            await AnswerAsync(request, socket, tls, TlsUri);
    }

    private Task ServeLaboratoryAsync(Socket socket, Stream stream) => ServeLaboratoryAsync(socket, stream, null);

    private async Task ServeLaboratoryAsync(Socket socket, Stream stream, TlsCase? shown)
    {
        await using var tls = await Laboratory.AcceptAsync(stream, shown, _stopping.Token);
        if (tls is not null && await AdversaryRequest.ReadAsync(tls, _stopping.Token) is { } request)
            await AnswerAsync(request, socket, tls, LaboratoryUri);
    }

    private async Task AnswerAsync(AdversaryRequest request, Socket socket, Stream stream, Uri address)
    {
        _requests.Enqueue(request);
        var (mode, path) = ModeOf(request.Target);
        var exchange = new AdversaryExchange(request, path, stream, socket, address, bytes => Interlocked.Add(ref _written, bytes),
            _stopping.Token);
        await mode.AnswerAsync(exchange);
        // Closing at once would throw away what the client has not read yet.
        socket.Shutdown(SocketShutdown.Send);
        await exchange.StallAsync();
    }

    private (AdversaryMode Mode, string Path) ModeOf(string target)
    {
        if (!target.StartsWith(Prefix, StringComparison.Ordinal))
            return (_mode, target);
        var rest = target[Prefix.Length..];
        var slash = rest.IndexOf('/');
        return slash < 0 ? (_mode, target) : (AdversaryModes.FindOrUnknown(rest[..slash]), rest[slash..]);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GigaChat.Tests.Http;

/// <summary>
/// Responds to every request with the bytes it was given, also with those that no web server sends: Kestrel, which the emulator runs on,
/// refuses a malformed header. It keeps the requests.
/// </summary>
internal sealed class CannedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> _clients = [];
    private readonly ConcurrentQueue<string> _requests = [];
    private volatile byte[] _response = [];
    private volatile bool _close;

    public CannedServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/v1");

    /// <summary>The heads and bodies of the requests, oldest first, as bytes below 256.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>A whole response.</summary>
    public void Respond(byte[] body, string? type = "application/json", int status = 200, string more = "")
        => Raw([.. Head(status, type, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n{more}")), .. body],
            close: false);

    /// <summary>A response in pieces that ends with the last of them, or is cut off there.</summary>
    public void Stream(IEnumerable<byte[]> pieces, bool whole = true)
    {
        List<byte> bytes = [.. Head(200, "text/event-stream", "Transfer-Encoding: chunked\r\n")];
        foreach (byte[] piece in pieces.Where(static piece => piece.Length > 0))
            bytes.AddRange(
                [.. Encoding.ASCII.GetBytes(piece.Length.ToString("X", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. piece, .. "\r\n"u8]);
        if (whole)
            bytes.AddRange("0\r\n\r\n"u8);
        Raw([.. bytes], close: !whole);
    }

    /// <summary>Any bytes; the connection is closed behind them where nothing in them marks their end.</summary>
    public void Raw(byte[] response, bool close = true) => (_response, _close) = (response, close);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (TcpClient client in _clients.Keys)
            client.Dispose();
    }

    /// <summary>A connection to this server, with a token or with a key to sign in with.</summary>
    public GigaChatConnection Connect(GigaChatCredential? credential = null) => new(
        new GigaChatOptions
        {
            BaseUri = Address,
            AuthUri = new Uri(Address, "oauth"),
            MaximumRetryCount = 0,
            Timeout = TimeSpan.FromSeconds(20),
            Proxy = new ProxySettings { NoProxy = true },
        },
        credential ?? GigaChatCredential.FromToken(Secret.From("token")));

    private static byte[] Head(int status, string? type, string more)
        => Encoding.Latin1.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 {status} Status\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}{more}\r\n"));

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        _clients.TryAdd(client, 0);
        using (client)
        {
            client.NoDelay = true;
            try
            {
                NetworkStream stream = client.GetStream();
                while (await ReadRequestAsync(stream) is { } request)
                {
                    _requests.Enqueue(request);
                    bool close = _close;
                    await stream.WriteAsync(_response);
                    if (close)
                        break;
                }
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The client left in the middle, which it may.
            }
        }
        _clients.TryRemove(client, out _);
    }

    private static async Task<string?> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] block = new byte[16 * 1024];
        int end = -1, length = 0;
        while (end < 0 || text.Length < end + length)
        {
            int read = await stream.ReadAsync(block);
            if (read == 0)
                return null;
            text.Append(Encoding.Latin1.GetString(block, 0, read));
            if (end < 0 && text.ToString() is var head && head.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and int found)
            {
                end = found + 4;
                string? header = head[..found].Split("\r\n")
                    .FirstOrDefault(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
                length = header is null ? 0 : int.Parse(header["Content-Length:".Length..], CultureInfo.InvariantCulture);
            }
        }
        return text.ToString();
    }
}

using System.Net.Sockets;
using System.Text;

namespace GigaChat.Emulator.Adversary;

/// <summary>
/// One request, and the raw connection for its answer. A write to a client that has left ends the mode with an exception.
/// </summary>
public sealed class AdversaryExchange
{
    private static readonly TimeSpan DripInterval = TimeSpan.FromMilliseconds(20);
    private readonly Stream _stream;
    private readonly Socket _socket;
    private readonly Action<int> _written;
    private readonly CancellationToken _stopping;

    internal AdversaryExchange(AdversaryRequest request, string path, Stream stream, Socket socket, Uri address, Action<int> written,
        CancellationToken stopping)
    {
        Request = request;
        Good = GoodAnswer.For(request.Method, path, request.Body);
        Address = address;
        _stream = stream;
        _socket = socket;
        _written = written;
        _stopping = stopping;
    }

    public AdversaryRequest Request { get; }

    /// <summary>What a sound server would answer.</summary>
    public GoodAnswer Good { get; }

    /// <summary>Where this request came, without its path.</summary>
    public Uri Address { get; }

    /// <summary>Sends text as UTF-8.</summary>
    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, _stopping);
        _written(bytes.Length);
    }

    /// <summary>Sends the good body, with further headers or another status.</summary>
    public Task WriteGoodAsync(string headers = "", string status = "200 OK")
        => WriteAsync(Good.Heads($"{headers}Content-Length: {Good.Body.Length}\r\n", status), Good.Body);

    /// <summary>Sends a head and a body.</summary>
    public async Task WriteAsync(string head, ReadOnlyMemory<byte> body)
    {
        await WriteAsync(head);
        await WriteAsync(body);
    }

    /// <summary>Sends the same again and again until the client has left.</summary>
    public async Task RepeatAsync(ReadOnlyMemory<byte> bytes)
    {
        while (true)
            await WriteAsync(bytes);
    }

    /// <summary>Sends the same again and again, slowly, until the client has left.</summary>
    public async Task DripAsync(ReadOnlyMemory<byte> bytes)
    {
        while (true)
        {
            await WriteAsync(bytes);
            await Task.Delay(DripInterval, _stopping);
        }
    }

    /// <summary>Sends nothing more until the client has left.</summary>
    public async Task StallAsync()
    {
        var rest = new byte[4096];
        while (await _stream.ReadAsync(rest, _stopping) > 0)
        {
        }
    }

    /// <summary>Ends the connection with a reset instead of an end.</summary>
    public void Reset() => _socket.Close(0);
}

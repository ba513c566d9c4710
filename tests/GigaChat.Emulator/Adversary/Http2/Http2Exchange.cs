using System.Buffers.Binary;
using System.Text;

namespace GigaChat.Emulator.Adversary.Http2;

/// <summary>A request over HTTP/2, and the connection for frames of any kind. What the client sends meanwhile is read, or left.</summary>
public sealed class Http2Exchange : IDisposable
{
    private const uint RefusedStream = 7;

    private static readonly TimeSpan DripInterval = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    private readonly Stream _stream;
    private readonly Action<int> _written;
    // Ends what is written, also what waits for a wider window, once the client has left.
    private readonly CancellationTokenSource _leaving;
    private readonly CancellationToken _stopping;
    private readonly SemaphoreSlim _writing = new(1, 1);

    // What the client allows to be sent, of all streams and of one.
    private readonly Dictionary<int, long> _windows = new() { [0] = 65_535 };
    private volatile bool _refuses;
    private long _firstWindow = 65_535;
    private TaskCompletionSource _wider = new();

    internal Http2Exchange(Stream stream, Action<int> written, CancellationToken stopping)
    {
        (_stream, _written) = (stream, written);
        _leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _stopping = _leaving.Token;
    }

    /// <summary>The stream of the request.</summary>
    public int StreamId { get; private set; }

    /// <summary>Refuses this stream and all that follow on the connection.</summary>
    public Task RefuseAsync()
    {
        _refuses = true;
        return WriteAsync(Http2Frame.New(Http2Frame.Reset, StreamId, RefusedStream));
    }

    /// <summary>What a sound server would answer to the request for the models.</summary>
    public static byte[] Body => Encoding.UTF8.GetBytes("""{"data":[{"id":"GigaChat","object":"model","owned_by":"a","type":"chat"}]}""");

    /// <summary>A good head.</summary>
    public static byte[] Head => Http2Frame.Block((":status", "200"), ("content-type", "application/json"));

    /// <summary>Sends any bytes.</summary>
    public async Task WriteAsync(params byte[][] frames)
    {
        await _writing.WaitAsync(_stopping);
        try
        {
            foreach (var frame in frames)
            {
                await _stream.WriteAsync(frame, _stopping);
                _written(frame.Length);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Sends a good head.</summary>
    public Task WriteHeadAsync() => WriteAsync(Http2Frame.New(Http2Frame.Headers, Http2Frame.EndHeaders, StreamId, Head));

    /// <summary>Sends the same again and again until the client has left.</summary>
    public async Task RepeatAsync(params byte[][] frames)
    {
        // Many in one write: the client is to be flooded.
        byte[] once = [.. frames.SelectMany(static frame => frame)];
        byte[] many = [.. Enumerable.Repeat(once, Math.Max(1, 16 * 1024 / once.Length)).SelectMany(static part => part)];
        while (true)
            await WriteAsync(many);
    }

    /// <summary>Sends the same again and again, slowly, until the client has left.</summary>
    public async Task DripAsync(params byte[][] frames)
    {
        while (true)
        {
            await WriteAsync(frames);
            await Task.Delay(DripInterval, _stopping);
        }
    }

    /// <summary>Sends data without an end, as much as the client allows.</summary>
    public async Task FillAsync()
    {
        var piece = new byte[16 * 1024];
        piece.AsSpan().Fill((byte)' ');
        while (true)
        {
            Task wider;
            lock (_windows)
            {
                wider = Math.Min(_windows[0], Window()) >= piece.Length ? Task.CompletedTask : _wider.Task;
                if (wider.IsCompleted)
                {
                    _windows[0] -= piece.Length;
                    _windows[StreamId] = Window() - piece.Length;
                }
            }
            if (!wider.IsCompleted)
                await wider.WaitAsync(_stopping);
            else
                await WriteAsync(Http2Frame.New(Http2Frame.Data, 0, StreamId, piece));
        }
    }

    public void Dispose()
    {
        _writing.Dispose();
        _leaving.Dispose();
    }

    /// <summary>Reads the beginning of a connection, up to the whole of its first request.</summary>
    internal async Task<bool> ReadRequestAsync()
    {
        var preface = new byte[Preface.Length];
        if (await _stream.ReadAtLeastAsync(preface, preface.Length, throwOnEndOfStream: false, _stopping) < preface.Length)
            return false;
        await WriteAsync(Http2Frame.New(Http2Frame.Settings, 0, 0, []));
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.Type is Http2Frame.Headers or Http2Frame.Data && (frame.Flags & Http2Frame.EndStream) != 0)
            {
                StreamId = frame.Stream;
                return true;
            }
        }
        return false;
    }

    /// <summary>Reads what the client sends, until it has left.</summary>
    internal async Task ReadOnAsync()
    {
        try
        {
            while (await ReadFrameAsync() is not null)
            {
            }
        }
        finally
        {
            await _leaving.CancelAsync();
        }
    }

    private long Window() => _windows.GetValueOrDefault(StreamId, _firstWindow);

    private async Task<(byte Type, byte Flags, int Stream)?> ReadFrameAsync()
    {
        var head = new byte[Http2Frame.HeadLength];
        if (await _stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, _stopping) < head.Length)
            return null;
        var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
        await _stream.ReadExactlyAsync(payload, _stopping);
        var stream = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)) & int.MaxValue;
        if (head[3] == Http2Frame.Headers && _refuses)
            await WriteAsync(Http2Frame.New(Http2Frame.Reset, stream, RefusedStream));
        else if (head[3] == Http2Frame.WindowUpdate)
            Widen(stream, BinaryPrimitives.ReadUInt32BigEndian(payload));
        else if (head[3] == Http2Frame.Settings && head[4] == 0)
        {
            Take(payload);
            await WriteAsync(Http2Frame.New(Http2Frame.Settings, Http2Frame.Acknowledge, 0, []));
        }
        return (head[3], head[4], stream);
    }

    private void Widen(int stream, long increment)
    {
        lock (_windows)
        {
            _windows[stream] = _windows.GetValueOrDefault(stream, _firstWindow) + increment;
            _wider.TrySetResult();
            _wider = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    // The fourth setting is the first window of each stream.
    private void Take(ReadOnlySpan<byte> settings)
    {
        for (; settings.Length >= 6; settings = settings[6..])
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(settings) == 4)
                _firstWindow = BinaryPrimitives.ReadUInt32BigEndian(settings[2..]);
        }
    }
}

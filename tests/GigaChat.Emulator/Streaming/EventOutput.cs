using System.Buffers;
using System.IO.Pipelines;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Streaming;

/// <summary>
/// Collects events and sends them: in large pieces when nobody waits for them, or cut where it hurts, or all at the end where the
/// gateway holds the stream back.
/// </summary>
internal sealed class EventOutput(EmulatorCore core, Exchange exchange)
{
    private const int FlushAt = 8 * 1024;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt + 1024);
    private readonly PipeWriter _body = exchange.Context.Response.BodyWriter;
    private readonly bool _split = core.Settings.SplitUtf8;
    private int _chunks;

    /// <summary>The gateway keeps headers and events until the stream ends.</summary>
    public bool IsHeldBack { get; } =
        core.Settings.HoldHttp11Streams && !HttpProtocol.IsHttp2(exchange.Context.Request.Protocol);

    public IBufferWriter<byte> Buffer => _buffer;

    public bool IsFull => _buffer.WrittenCount >= FlushAt;

    /// <summary>Counts a text chunk that the next flush sends.</summary>
    public void CountChunk() => _chunks++;

    /// <summary>Sends what was collected, unless the stream is held back.</summary>
    public Task FlushAsync() => IsHeldBack ? Task.CompletedTask : SendAsync();

    /// <summary>Sends what was collected.</summary>
    public async Task SendAsync()
    {
        var bytes = Planting.InEvents(_buffer.WrittenMemory, exchange);
        if (_split && bytes.Length > 0)
            await SendSplitAsync(bytes);
        else
            await SendAsync(bytes);
        _buffer.ResetWrittenCount();
        if (_chunks > 0)
        {
            core.Counters.ChunksSent(_chunks);
            core.Pulse.Signal();
            _chunks = 0;
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        // An empty write would not send the headers.
        var result = bytes.Length == 0 ? await _body.FlushAsync(exchange.Aborted) : await _body.WriteAsync(bytes, exchange.Aborted);
        if (result.IsCompleted)
        {
            exchange.Dropped = true;
            throw new OperationCanceledException("The client went away.");
        }
    }

    private async Task SendSplitAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var length = NextCut(bytes.Span);
            await SendAsync(bytes[..length]);
            bytes = bytes[length..];
            // So that the pieces leave one by one instead of meeting again in a buffer.
            await exchange.DelayAsync(1);
        }
    }

    /// <summary>Up to the first byte of the next character of several bytes, or between two line ends.</summary>
    private static int NextCut(ReadOnlySpan<byte> bytes)
    {
        for (var i = 1; i < bytes.Length; i++)
            if (bytes[i - 1] >= 0xC0 || bytes[i - 1] == '\n' && bytes[i] == '\n')
                return i;
        return bytes.Length;
    }
}

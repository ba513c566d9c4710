using System.Buffers;
using System.IO.Pipelines;

namespace GigaChat.Emulator.Connections;

/// <summary>
/// The way of a connection's bytes to the client, between the HTTP layer and TLS. Kestrel flushes between whole HTTP/2 frames,
/// so a frame of our own fits in at every flush; and whatever is not passed on leaves a connection that is open and silent.
/// </summary>
internal sealed class TapWriter(PipeWriter inner) : PipeWriter
{
    private byte[] _scratch = [];
    private PendingFrame? _pending;
    private volatile bool _silenced;
    private bool _swallows;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => _swallows ? 0 : inner.UnflushedBytes;

    /// <summary>Nothing leaves from the next flush on.</summary>
    public void Silence() => _silenced = true;

    /// <summary>Sends a frame with the next flush; completes when that was handed on.</summary>
    public Task SendAtNextFlushAsync(byte[] frame)
    {
        var pending = new PendingFrame(frame);
        Volatile.Write(ref _pending, pending);
        return pending.Sent.Task;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _swallows ? Scratch(sizeHint) : inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _swallows ? Scratch(sizeHint).Span : inner.GetSpan(sizeHint);

    public override void Advance(int bytes)
    {
        if (!_swallows)
            inner.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_silenced)
        {
            // What was written since the last flush stays in the inner writer and is never flushed.
            _swallows = true;
            return new(new FlushResult(isCanceled: false, isCompleted: false));
        }

        return _pending is null ? inner.FlushAsync(cancellationToken) : FlushWithFrameAsync(cancellationToken);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    // Completing without an error would flush.
    public override void Complete(Exception? exception = null) => inner.Complete(_silenced ? exception ?? Silenced() : exception);

    public override ValueTask CompleteAsync(Exception? exception = null) =>
        inner.CompleteAsync(_silenced ? exception ?? Silenced() : exception);

    private static IOException Silenced() => new("The connection was silenced.");

    private async ValueTask<FlushResult> FlushWithFrameAsync(CancellationToken cancellationToken)
    {
        var pending = Interlocked.Exchange(ref _pending, null);
        if (pending is not null)
            inner.Write(pending.Frame);
        var result = await inner.FlushAsync(cancellationToken);
        pending?.Sent.TrySetResult();
        return result;
    }

    private Memory<byte> Scratch(int sizeHint)
    {
        if (_scratch.Length < Math.Max(sizeHint, 4096))
            _scratch = new byte[Math.Max(sizeHint, 4096)];
        return _scratch;
    }

    private sealed record PendingFrame(byte[] Frame)
    {
        public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

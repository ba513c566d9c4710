namespace GigaChat;

/// <summary>Reads another stream and keeps the beginning of what it read.</summary>
internal sealed class CopiedStream(Stream inner) : Stream
{
    private readonly byte[] _beginning = new byte[BodyText.Longest];
    private int _kept;

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them.</summary>
    public ReadOnlyMemory<byte> Beginning => _beginning.AsMemory(0, _kept);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int length = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        int part = Math.Min(length, _beginning.Length - _kept);
        buffer.Span[..part].CopyTo(_beginning.AsSpan(_kept));
        _kept += part;
        Count += length;
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

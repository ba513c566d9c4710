using GigaChat.Core;

namespace GigaChat.Http;

/// <summary>Reads another stream and keeps the beginning of what it read.</summary>
internal sealed class PrefixCapturingStream(Stream inner) : ReadOnlyStream
{
    private readonly byte[] _beginning = new byte[BodyPreview.MaxBytes];
    private int _kept;

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them.</summary>
    public ReadOnlyMemory<byte> Beginning => _beginning.AsMemory(0, _kept);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int length = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        int part = Math.Min(length, _beginning.Length - _kept);
        buffer.Span[..part].CopyTo(_beginning.AsSpan(_kept));
        _kept += part;
        Count += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

using System.Text;
using GigaChat.Core;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// The bytes of a text file. Its beginning is looked at before: what is an archive is said to be one, and binary zeros before a text
/// are left out. A log has them that was cut to nothing (logrotate's copytruncate) while a program went on to write at its old place.
/// </summary>
/// <param name="file">The file, at its beginning.</param>
/// <param name="encoding">The encoding that the file is read in; null for UTF-8.</param>
internal sealed class TextFileStream(Stream file, Encoding? encoding) : ReadOnlyStream
{
    private readonly byte[] _beginning = new byte[4096];
    private int _place;
    private int _length = -1;

    /// <summary>Zeros left out.</summary>
    public long Zeros { get; private set; }

    /// <summary>The archive that the file is; null for none.</summary>
    public string? Archive { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_length < 0)
            await BeginAsync(cancellationToken).ConfigureAwait(false);
        if (_place == _length)
            return await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        int count = Math.Min(buffer.Length, _length - _place);
        _beginning.AsMemory(_place, count).CopyTo(buffer);
        _place += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
        => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken).ConfigureAwait(false);
        Archive = ArchiveFormat.Find(_beginning.AsSpan(0, _length));
        // In the other encodings a zero is half of a character.
        if (encoding is not (null or UTF8Encoding or { IsSingleByte: true }) || IsMarkOfUtf32(_beginning.AsSpan(0, _length)))
            return;
        while (_length > 0)
        {
            int text = _beginning.AsSpan(0, _length).IndexOfAnyExcept((byte)0);
            _place = text < 0 ? _length : text;
            Zeros += _place;
            if (text >= 0)
                return;
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        _place = 0;
        _length = await file.ReadAtLeastAsync(_beginning, _beginning.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
    }

    private static bool IsMarkOfUtf32(ReadOnlySpan<byte> beginning) => beginning is [0, 0, 0xFE, 0xFF, ..];
}

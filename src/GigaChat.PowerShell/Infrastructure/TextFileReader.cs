using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>A text file as a stream. What is no text shows while it is read, as the error that reading it as a whole would be.</summary>
internal sealed class TextFileReader : TextReader
{
    private const int BufferSize = 64 * 1024;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly TextFileStream _bytes;
    private readonly StreamReader _reader;
    private readonly Action<string> _warn;
    private bool _hasBegun;

    /// <summary>Reads an open file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="file">The file, owned from now on.</param>
    /// <param name="encoding">The encoding without a byte-order mark.</param>
    /// <param name="warn">Takes what was left out.</param>
    public TextFileReader(string path, FileStream file, Encoding? encoding, Action<string> warn)
    {
        _path = path;
        _file = file;
        _warn = warn;
        _bytes = new TextFileStream(file, encoding);
        _reader = new StreamReader(_bytes, encoding ?? TextFile.StrictUtf8, detectEncodingFromByteOrderMarks: true, BufferSize);
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int length = await _reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Begin();
            return buffer.Span[..length].Contains('\0')
                ? throw new GigaChatException(GigaChatErrorKind.FileNotText, Localized.Format(CmdletMessages.FileIsBinary, _path))
                : length;
        }
        catch (DecoderFallbackException e)
        {
            Begin();
            LocalizedMessage message = await TextFile.DescribeAsync(_file, _path, cancellationToken).ConfigureAwait(false);
            throw new GigaChatException(GigaChatErrorKind.FileNotText, message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.Unreadable(_path, e);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
            _file.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Begin()
    {
        if (_bytes.Archive is { } archive)
            throw new GigaChatException(GigaChatErrorKind.FileNotText, Localized.Format(CmdletMessages.FileIsArchive, _path, archive));
        if (!_hasBegun && _bytes.Zeros > 0)
            _warn(Localized.Format(CmdletMessages.FileBeganWithZeros, _path, _bytes.Zeros));
        _hasBegun = true;
    }
}

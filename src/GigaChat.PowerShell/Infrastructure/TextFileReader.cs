using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>A text file as a stream. What is no text shows while it is read, as the error that reading it as a whole would be.</summary>
internal sealed class TextFileReader : TextReader
{
    private const int BufferSize = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _path;
    private readonly FileStream _file;
    private readonly TextFileStream _bytes;
    private readonly StreamReader _reader;
    private readonly Action<string>? _warn;
    private bool _hasBegun;

    /// <summary>Reads an open file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="file">The file, owned from now on.</param>
    /// <param name="encoding">The encoding without a byte-order mark.</param>
    /// <param name="warn">Takes what was left out; null for nobody.</param>
    public TextFileReader(string path, FileStream file, Encoding? encoding, Action<string>? warn)
    {
        _path = path;
        _file = file;
        _warn = warn;
        _bytes = new TextFileStream(file, encoding);
        _reader = new StreamReader(_bytes, encoding ?? StrictUtf8, detectEncodingFromByteOrderMarks: true, BufferSize);
    }

    /// <summary>The length of the file in bytes; 0 for devices, which have none.</summary>
    public long Bytes => _file.Length;

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
            LocalizedMessage message = await DescribeAsync(cancellationToken).ConfigureAwait(false);
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
            _warn?.Invoke(Localized.Format(CmdletMessages.FileBeganWithZeros, _path, _bytes.Zeros));
        _hasBegun = true;
    }

    private async Task<LocalizedMessage> DescribeAsync(CancellationToken cancellationToken)
    {
        if (_file.CanSeek)
        {
            _file.Position = 0;
            byte[] beginning = new byte[BufferSize];
            int length = await _file.ReadAtLeastAsync(beginning, BufferSize, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            // A program is no text in any encoding.
            if (beginning.AsSpan(0, length).Contains((byte)0))
                return Localized.Format(CmdletMessages.FileIsBinary, _path);
            _file.Position = 0;
            if (await BadBytes.FindAsync(_file, cancellationToken).ConfigureAwait(false) is { } bad)
                return Localized.Format(CmdletMessages.FileHasBadByte, _path, bad.Count, bad.First, bad.Place, bad.Line);
        }
        return Localized.Format(CmdletMessages.FileNotUtf8, _path);
    }
}

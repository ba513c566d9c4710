using System.Text.Json;
using GigaChat.Core;

namespace GigaChat.Embeddings;

/// <summary>The lines of a file of JSON lines, as their bytes.</summary>
/// <param name="file">The file.</param>
internal sealed class JsonLineReader(Stream file)
{
    // A text of the longest that is sent anywhere, each letter escaped.
    private const int MaxLineBytes = TextLimit.MaxCharacters * 6;
    private const int FirstLength = 64 * 1024;

    private byte[] _buffer = new byte[FirstLength];
    private int _start;
    private int _end;

    /// <summary>Counts the lines, and goes back to the beginning; an end of line behind the last one begins no further line.</summary>
    public static long Count(Stream file)
    {
        byte[] block = new byte[FirstLength];
        long lines = 0;
        bool isOpen = false;
        while (file.Read(block) is > 0 and int length)
        {
            lines += block.AsSpan(0, length).Count((byte)'\n');
            isOpen = block[length - 1] != '\n';
        }
        file.Position = 0;
        return lines + (isOpen ? 1 : 0);
    }

    /// <summary>The next line; null at the end. It is valid until the next call.</summary>
    /// <exception cref="JsonException">A line has more than any text may have.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        int searched = _start;
        while (true)
        {
            int found = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (found >= 0)
                return Take(searched + found, 1);
            int known = _end - _start;
            if (!Fill())
                return _end > _start ? Take(_end, 0) : null;
            searched = _start + known;
        }
    }

    private ReadOnlyMemory<byte> Take(int end, int lineEnd)
    {
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, end - _start);
        _start = end + lineEnd;
        return line;
    }

    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxLineBytes)
                throw new JsonException();
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, MaxLineBytes));
        }
        int length = file.Read(_buffer, _end, _buffer.Length - _end);
        _end += length;
        return length > 0;
    }
}

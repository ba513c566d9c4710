using System.Text;
using GigaChat.Masking;

namespace GigaChat.LongTexts;

/// <summary>Reads a text line by line and keeps every character of it, line ends included.</summary>
/// <param name="source">The text.</param>
internal sealed class LineReader(TextReader source)
{
    // A file may be one line of 200 MB.
    internal const int LongestPiece = 16 * 1024;

    private readonly char[] _block = new char[64 * 1024];
    private readonly StringBuilder _line = new();
    private int _place;
    private int _length;
    private bool _isWithinLine;

    /// <summary>The next line; null at the end.</summary>
    public async ValueTask<TextLine?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_place == _length)
            {
                _length = await source.ReadAsync(_block.AsMemory(), cancellationToken).ConfigureAwait(false);
                _place = 0;
                if (_length == 0)
                    return _line.Length == 0 ? null : Take();
            }
            if (TakeFromBlock() is { } line)
                return line;
        }
    }

    private TextLine? TakeFromBlock()
    {
        ReadOnlySpan<char> rest = _block.AsSpan(_place, _length - _place);
        rest = rest[..Math.Min(rest.Length, LongestPiece - _line.Length)];
        int end = rest.IndexOf('\n');
        bool isWhole = end >= 0;
        if (isWhole)
            rest = rest[..(end + 1)];
        _line.Append(rest);
        _place += rest.Length;
        if (!isWhole && _line.Length < LongestPiece)
            return null;
        // The second half of a surrogate pair stays with the first one.
        if (!isWhole && char.IsHighSurrogate(_line[^1]))
        {
            _line.Length--;
            _place--;
        }
        return Take(isWhole);
    }

    private TextLine Take(bool isWhole = true)
    {
        string text = _line.ToString();
        _line.Clear();
        // A mark stays whole: its beginning waits for the rest.
        if (!isWhole && MarkText.AvoidCut(text, text.Length) is > 0 and var place && place < text.Length)
        {
            _line.Append(text, place, text.Length - place);
            text = text[..place];
        }
        bool starts = !_isWithinLine && !char.IsWhiteSpace(text[0]);
        _isWithinLine = !isWhole;
        return new TextLine(text, starts);
    }
}

using System.Text;

namespace GigaChat.Masking;

/// <summary>
/// Finds marks in a text that comes in pieces: what may become a mark is held back until it is whole, or turns out to be none. Models
/// that answer in Markdown may put a backslash before the brackets and the underscore; in the text of JSON that is two.
/// </summary>
/// <param name="replace">Gets a mark and says what stands in its place; null to leave it as it is.</param>
/// <param name="isJson">The text is JSON.</param>
internal sealed class MarkReader(Func<string, string?> replace, bool isJson = false)
{
    private readonly StringBuilder _held = new();

    // Where the bracket is in what is held; -1 for backslashes alone.
    private int _bracket = -1;
    private char _previous;

    /// <summary>Takes the next piece.</summary>
    /// <returns>What is certain by now.</returns>
    public string Append(string piece)
    {
        if (piece.Length == 0)
            return piece;
        if (_held.Length == 0 && piece.AsSpan().IndexOfAny('[', '\\') < 0)
        {
            _previous = piece[^1];
            return piece;
        }
        var text = new StringBuilder(piece.Length);
        Read(piece, text);
        return text.ToString();
    }

    /// <summary>The text has ended.</summary>
    /// <returns>What was still held back.</returns>
    public string Complete()
    {
        string rest = _held.ToString();
        _held.Clear();
        _bracket = -1;
        return rest;
    }

    private void Read(ReadOnlySpan<char> piece, StringBuilder text)
    {
        int from = 0;
        while (from < piece.Length)
        {
            if (_held.Length == 0)
            {
                int next = piece[from..].IndexOfAny('[', '\\');
                int length = next < 0 ? piece.Length - from : next;
                if (length > 0)
                    _previous = piece[from + length - 1];
                text.Append(piece.Slice(from, length));
                from += length;
                if (next < 0)
                    break;
            }
            Take(piece[from++], text);
        }
    }

    private void Take(char c, StringBuilder text)
    {
        if (c == '[')
        {
            // Backslashes belong to the bracket behind them; anything else that was held is no mark.
            if (_bracket >= 0)
                Release(text);
            _bracket = _held.Length;
            _held.Append(c);
        }
        else if (_bracket >= 0 && c == ']')
        {
            _held.Append(c);
            Close(text);
        }
        else if (_bracket < 0 ? c == '\\' : MayGoOn(c))
        {
            if (_held.Length == MarkTable.MaxLength)
                Release(text);
            _held.Append(c);
        }
        else
        {
            Release(text);
            Read([c], text);
        }
    }

    private bool MayGoOn(char c)
        => _held.Length - _bracket < MarkTable.MaxLength && (char.IsLetterOrDigit(c) || c is '_' or '\\');

    private void Close(StringBuilder text)
    {
        string held = _held.ToString();
        int before = _bracket;
        _held.Clear();
        _bracket = -1;
        string mark = held[before..].Replace("\\", "", StringComparison.Ordinal);
        string? value = MarkText.IsMark(mark) ? replace(mark) : null;
        text.Append(value is null ? held : new string('\\', CountKept(before, held[^2] == '\\')) + value);
        _previous = ']';
    }

    // The backslash of a path before a mark stays; that of Markdown is at both brackets, or no path is before it. In the text of JSON one
    // alone would be an error.
    private int CountKept(int count, bool isBothEnds)
    {
        int one = isJson ? 2 : 1;
        if (count < one)
            return 0;
        bool isMarkdown = isBothEnds || (count == one && !char.IsLetterOrDigit(_previous) && _previous is not (':' or '.' or '_'));
        return isMarkdown ? count - one : count;
    }

    private void Release(StringBuilder text)
    {
        if (_held.Length > 0)
            _previous = _held[^1];
        text.Append(_held);
        _held.Clear();
        _bracket = -1;
    }
}

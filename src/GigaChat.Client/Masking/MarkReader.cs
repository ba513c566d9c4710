using System.Text;

namespace GigaChat.Masking;

/// <summary>
/// Finds marks in a text that comes in pieces: what may become a mark is held back until it is whole, or turns out to be none. Models
/// that answer in Markdown may put a backslash before the brackets and the underscore.
/// </summary>
/// <param name="replace">Gets a mark and says what stands in its place; null to leave it as it is.</param>
internal sealed class MarkReader(Func<string, string?> replace)
{
    private readonly StringBuilder _held = new();

    /// <summary>Takes the next piece.</summary>
    /// <returns>What is certain by now.</returns>
    public string Append(string piece)
    {
        if (_held.Length == 0 && piece.AsSpan().IndexOfAny('[', '\\') < 0)
            return piece;
        var text = new StringBuilder(piece.Length);
        Read(piece, text);
        return text.ToString();
    }

    /// <summary>Takes a text to find its marks alone, whatever is put in their place.</summary>
    public void Scan(ReadOnlySpan<char> piece) => Read(piece, text: null);

    /// <summary>The text has ended.</summary>
    /// <returns>What was still held back.</returns>
    public string Complete()
    {
        string rest = _held.ToString();
        _held.Clear();
        return rest;
    }

    private void Read(ReadOnlySpan<char> piece, StringBuilder? text)
    {
        int from = 0;
        while (from < piece.Length)
        {
            if (_held.Length == 0)
            {
                int next = piece[from..].IndexOfAny('[', '\\');
                int length = next < 0 ? piece.Length - from : next;
                text?.Append(piece.Slice(from, length));
                from += length;
                if (next < 0)
                    break;
            }
            Take(piece[from++], text);
        }
    }

    private void Take(char c, StringBuilder? text)
    {
        bool isOpen = _held.Length > 1 || (_held.Length == 1 && _held[0] == '[');
        if (c == '[' || (c == '\\' && !isOpen))
        {
            // "\[" goes on; anything else that was held is no mark.
            if (c != '[' || _held.Length != 1 || _held[0] != '\\')
                Release(text);
            _held.Append(c);
        }
        else if (isOpen && c == ']')
        {
            _held.Append(c);
            Close(text);
        }
        else if (isOpen && MayGoOn(c))
        {
            _held.Append(c);
        }
        else
        {
            Release(text);
            text?.Append(c);
        }
    }

    private bool MayGoOn(char c) => _held.Length < MarkTable.MaxLength && (char.IsLetterOrDigit(c) || c is '_' or '\\');

    private void Close(StringBuilder? text)
    {
        string held = _held.ToString();
        _held.Clear();
        string mark = held.Replace("\\", "", StringComparison.Ordinal);
        string? value = IsMark(mark) ? replace(mark) : null;
        // The backslash of a path before a mark stays; that of Markdown is at both brackets.
        if (value is not null && held[0] == '\\' && held[^2] != '\\')
            text?.Append('\\');
        text?.Append(value ?? held);
    }

    private void Release(StringBuilder? text)
    {
        text?.Append(_held);
        _held.Clear();
    }

    // [NAME_1]
    private static bool IsMark(string text)
    {
        int underscore = text.LastIndexOf('_');
        return underscore > 1 && underscore < text.Length - 2 && text.AsSpan(underscore + 1, text.Length - underscore - 2)
            .IndexOfAnyExceptInRange('0', '9') < 0;
    }
}

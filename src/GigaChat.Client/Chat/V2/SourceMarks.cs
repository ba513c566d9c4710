using System.Globalization;
using System.Text;

namespace GigaChat.Chat.V2;

/// <summary>
/// Turns the marks of sources in a text, <c>[sources=[1, 2]]</c>, into <c>[1][2]</c>. A mark may come in several pieces of a stream:
/// what may become one is held back until it is whole, or turns out to be none.
/// </summary>
internal sealed class SourceMarks
{
    private const string Opening = "[sources=[";

    // The longest mark that is waited for. A search names a few tens of pages.
    private const int MaxLength = 200;

    private readonly StringBuilder _held = new();

    /// <summary>Turns the marks of a whole text.</summary>
    public static string Replace(string text)
    {
        if (!text.Contains(Opening, StringComparison.Ordinal))
            return text;
        var marks = new SourceMarks();
        return marks.Append(text) + marks.Complete();
    }

    /// <summary>Takes the next piece.</summary>
    /// <returns>What is certain by now.</returns>
    public string Append(string piece)
    {
        if (_held.Length == 0 && !piece.Contains('[', StringComparison.Ordinal))
            return piece;
        var text = new StringBuilder();
        foreach (char c in piece)
            Append(c, text);
        return text.ToString();
    }

    /// <summary>The text has ended.</summary>
    /// <returns>What was still held back.</returns>
    public string Complete()
    {
        string rest = _held.ToString();
        _held.Clear();
        return rest;
    }

    private void Append(char c, StringBuilder text)
    {
        if (_held.Length == 0 && c != '[')
        {
            text.Append(c);
            return;
        }

        _held.Append(c);
        if (IsWhole(out string numbers))
        {
            text.Append(numbers);
            _held.Clear();
        }
        else if (!MayBecomeMark())
        {
            Release(text);
        }
    }

    // What was held is no mark; but one may begin within it, as in "[[sources=[1]]".
    private void Release(StringBuilder text)
    {
        string rest = _held.ToString();
        _held.Clear();
        text.Append(rest[0]);
        foreach (char c in rest.AsSpan(1))
            Append(c, text);
    }

    private bool MayBecomeMark()
    {
        int length = _held.Length;
        if (length > MaxLength)
            return false;
        if (length <= Opening.Length)
            return Opening.AsSpan(0, length).SequenceEqual(_held.ToString());
        char last = _held[length - 1];
        // After the first closing bracket comes the second one, and nothing else.
        return _held[length - 2] == ']' && length - 2 >= Opening.Length
            ? last == ']'
            : char.IsAsciiDigit(last) || last is ',' or ' ' or ']';
    }

    private bool IsWhole(out string numbers)
    {
        numbers = "";
        if (_held.Length <= Opening.Length + 2 || _held[^1] != ']' || _held[^2] != ']')
            return false;
        string[] items = _held.ToString(Opening.Length, _held.Length - Opening.Length - 2)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0 || !items.All(static item => int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return false;
        numbers = string.Concat(items.Select(static item => $"[{item}]"));
        return true;
    }
}

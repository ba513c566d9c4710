using GigaChat.Masking;

namespace GigaChat.LongTexts;

/// <summary>The last lines of a text, up to a length.</summary>
/// <param name="maximum">Their characters at most.</param>
internal sealed class TextTail(int maximum)
{
    private readonly LinkedList<TextLine> _lines = [];
    private int _length;

    /// <summary>The number of the first line that is kept, counted from 1.</summary>
    public long FirstLine { get; private set; } = 1;

    /// <summary>Nothing was dropped.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>What is kept.</summary>
    public string Text => string.Concat(_lines.Select(static line => line.Text));

    /// <summary>Adds a line at the end, and drops lines at the beginning that have no room any more.</summary>
    public void Add(TextLine line)
    {
        _lines.AddLast(line);
        _length += line.Text.Length;
        DropDownTo(maximum);
    }

    /// <summary>Drops what is left of a record whose beginning is gone, unless it is all there is.</summary>
    public void DropTornRecord()
    {
        LinkedListNode<TextLine>? start = _lines.First;
        while (start is { Value.StartsRecord: false })
            start = start.Next;
        if (IsWhole || start is null)
            return;
        while (_lines.First != start)
            DropFirst();
    }

    /// <summary>Drops whole records from the beginning; where one record is all there is, lines, and of one line its beginning.</summary>
    /// <param name="length">The characters that may stay.</param>
    public void Shorten(int length)
    {
        DropDownTo(length);
        DropTornRecord();
        if (_length > length)
            CutLine(_length - length);
    }

    private void DropDownTo(int length)
    {
        while (_length > length && _lines.Count > 1)
        {
            string text = _lines.First!.Value.Text;
            // Of a very long line as much stays as has room, not whole pieces.
            if (text[^1] != '\n' && _length - text.Length < length)
                CutLine(_length - length);
            else
                DropFirst();
        }
    }

    private void DropFirst()
    {
        string text = _lines.First!.Value.Text;
        FirstLine += text.AsSpan().Count('\n');
        _length -= text.Length;
        _lines.RemoveFirst();
        IsWhole = false;
    }

    // Takes characters off the first line.
    private void CutLine(int from)
    {
        string text = _lines.First!.Value.Text;
        if (char.IsLowSurrogate(text[from]))
            from++;
        // Of a mark that would be cut nothing stays.
        if (MarkText.AvoidCut(text, from) < from && text.IndexOf(']', from) is >= 0 and var end)
            from = end + 1;
        _lines.First.Value = new TextLine(text[from..], false);
        _length -= from;
        IsWhole = false;
    }
}

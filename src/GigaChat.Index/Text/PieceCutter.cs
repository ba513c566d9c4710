namespace GigaChat.Index.Text;

/// <summary>
/// Cuts a document into pieces: before each heading; where a section is longer than a piece, between paragraphs; where a paragraph is, too,
/// between lines.
/// </summary>
internal sealed class PieceCutter
{
    private readonly int _size;
    private readonly List<SourceLine> _lines = [];
    private readonly List<Piece> _pieces = [];
    private int _length;
    private bool _hasBody;

    private PieceCutter(int size) => _size = size;

    /// <summary>Cuts a document.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="size">Characters of a piece at most.</param>
    /// <returns>The pieces in order; none for a document without text.</returns>
    public static IReadOnlyList<Piece> Cut(IEnumerable<SourceLine> lines, int size)
    {
        var cutter = new PieceCutter(size);
        foreach (SourceLine line in lines)
            cutter.Add(line);
        cutter.Emit(cutter._lines.Count);
        return cutter._pieces;
    }

    private void Add(SourceLine line)
    {
        // Headings that follow each other at once stay together.
        if (line.IsHeading && _hasBody)
            Emit(_lines.Count);
        _hasBody |= !line.IsHeading && !line.IsBlank;
        foreach (string part in LongLine.Split(line.Text, _size))
        {
            while (_lines.Count > 0 && _length + part.Length > _size)
                Emit(FindBreak());
            _lines.Add(line with { Text = part });
            _length += part.Length + 1;
        }
    }

    // The last paragraph's end, unless little would be before it.
    private int FindBreak()
    {
        int length = _length;
        for (int i = _lines.Count - 1; i > 0; i--)
        {
            length -= _lines[i].Text.Length + 1;
            if (length < _size / 3)
                break;
            if (_lines[i].IsBlank)
                return i + 1;
        }
        return _lines.Count;
    }

    private void Emit(int count)
    {
        int first = 0;
        int last = count - 1;
        while (first <= last && _lines[first].IsBlank)
            first++;
        while (last >= first && _lines[last].IsBlank)
            last--;
        if (first <= last)
            _pieces.Add(new(_lines[first].Number, string.Join('\n', _lines[first..(last + 1)].Select(static line => line.Text.TrimEnd()))));
        _lines.RemoveRange(0, count);
        _length = _lines.Sum(static line => line.Text.Length + 1);
        _hasBody = _lines.Exists(static line => !line.IsHeading && !line.IsBlank);
    }
}

using System.Text;
using GigaChat.Masking;

namespace GigaChat.LongTexts;

/// <summary>
/// Cuts a text into parts: between records where it can, else between lines, and within a line that is longer than a part.
/// </summary>
/// <param name="source">The text.</param>
/// <param name="firstLine">The number of its first line.</param>
internal sealed class PartCutter(TextReader source, long firstLine = 1)
{
    private readonly LineReader _lines = new(source);

    // What was read and is in no part yet.
    private readonly List<TextLine> _waiting = [];
    private long _line = firstLine;
    private bool _isRead;

    /// <summary>Whether everything is in parts.</summary>
    public bool HasEnded => _isRead && _waiting.Count == 0;

    /// <summary>Cuts the next part off.</summary>
    /// <param name="maximum">Its characters at most; 2 or more, for a character may take two.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The part; null at the end of the text.</returns>
    public async ValueTask<CutText?> ReadAsync(int maximum, CancellationToken cancellationToken)
    {
        int length = 0;
        for (int count = 0; ; count++)
        {
            if (count == _waiting.Count && !await ReadLineAsync(cancellationToken).ConfigureAwait(false))
                return count == 0 ? null : Take(count);
            int before = length;
            length += _waiting[count].Text.Length;
            if (length > maximum)
                return Take(FindBoundary(count, maximum - before));
        }
    }

    private async ValueTask<bool> ReadLineAsync(CancellationToken cancellationToken)
    {
        if (_isRead)
            return false;
        if (await _lines.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } line)
        {
            _isRead = true;
            return false;
        }
        _waiting.Add(line);
        return true;
    }

    // How many lines the part takes; the one at this place is too long for the room that is left.
    private int FindBoundary(int tooLong, int room)
    {
        for (int i = tooLong; i > 0; i--)
        {
            if (_waiting[i].StartsRecord)
                return i;
        }
        // One record fills the whole part: it is cut between its lines, and a line that is longer than a part within it.
        bool isLineBegun = tooLong > 0 && _waiting[tooLong - 1].Text[^1] != '\n';
        if (tooLong > 0 && !isLineBegun)
            return tooLong;
        (string line, bool starts) = _waiting[tooLong];
        int length = room > 0 && char.IsHighSurrogate(line[room - 1]) ? room - 1 : room;
        // A mark is longer than a part only where there is hardly any room.
        if (MarkText.AvoidCut(line, length) is var place && (place > 0 || tooLong > 0))
            length = place;
        if (length == 0)
            return tooLong;
        _waiting[tooLong] = new TextLine(line[..length], starts);
        _waiting.Insert(tooLong + 1, new TextLine(line[length..], false));
        return tooLong + 1;
    }

    private CutText Take(int count)
    {
        var text = new StringBuilder();
        foreach (TextLine line in _waiting[..count])
            text.Append(line.Text);
        _waiting.RemoveRange(0, count);
        string cut = text.ToString();
        long first = _line;
        _line += cut.AsSpan().Count('\n');
        return new CutText(cut, first, cut[^1] == '\n' ? _line - 1 : _line);
    }
}

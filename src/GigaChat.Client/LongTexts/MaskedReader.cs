using GigaChat.Masking;

namespace GigaChat.LongTexts;

/// <summary>
/// Reads a text as it is sent, masked: what is cut from it has no value in it that a cut could tear from what shows that it is one. Only a
/// window of the text is in memory. A match is certain once so much of what follows is known as the longest rule looks at.
/// </summary>
/// <param name="source">The text; it is closed with this reader.</param>
/// <param name="masker">Masks.</param>
/// <param name="known">
/// How many values had a mark after each window: one that stands by itself has its mark from the second time on, and a text that is read
/// again is masked as the first time.
/// </param>
internal sealed class MaskedReader(TextReader source, TextMasker masker, List<int> known) : TextReader
{
    internal const int Window = 1024 * 1024;

    // The longest rules look 20,000 characters ahead; expressions of a user may match so many.
    internal const int Margin = 64 * 1024;

    // What a match may have before its value: the name of a password, the line of a command.
    private const int Context = 4 * 1024;

    private const int LongestLine = 16 * 1024;

    private char[] _buffer = new char[32 * 1024];
    private int _from;
    private int _window;
    private int _length;
    private bool _isRead;
    private string _ready = "";
    private int _place;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        while (_place == _ready.Length)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
            if (_from == _length)
                return 0;
            _ready = MaskNext(new ScanWork(cancellationToken));
            _place = 0;
        }
        int count = Math.Min(buffer.Length, _ready.Length - _place);
        _ready.AsMemory(_place, count).CopyTo(buffer);
        _place += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        while (!_isRead && _length < Window)
        {
            if (_length == _buffer.Length)
                Array.Resize(ref _buffer, Math.Min(Window, _buffer.Length * 2));
            int count = await source.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            _isRead = count == 0;
            _length += count;
        }
    }

    private string MaskNext(ScanWork work)
    {
        string text = new(_buffer, 0, _length);
        List<MaskMatch> found = Clip(masker.FindByRules(text, work));
        int end = FindEnd(text, found);
        masker.Register(text, found, _from, end, work);
        if (_window == known.Count)
            known.Add(masker.Table.Count);
        found = Clip(masker.AddKnown(text, found, known[_window++], work));
        if (!_isRead)
            end = LeaveWhole(found, end);
        string masked = masker.Replace(text, found, _from, end, work);
        int kept = Math.Max(0, end - Context);
        _buffer.AsSpan(kept, _length - kept).CopyTo(_buffer);
        _length -= kept;
        _from = end - kept;
        return masked;
    }

    // What begins before the window was masked in the one before, where more of what is around it was known.
    private List<MaskMatch> Clip(List<MaskMatch> found)
        => [.. found.Where(match => match.End > _from).Select(match => match with { Start = Math.Max(_from, match.Start) })];

    // Between two lines where it can, and never within a match or a mark.
    private int FindEnd(string text, List<MaskMatch> found)
    {
        if (_isRead)
            return text.Length;
        int end = text.Length - Margin;
        ReadOnlySpan<char> before = text.AsSpan(end - LongestLine, LongestLine);
        int lineEnd = before.LastIndexOf('\n');
        int wordEnd = before.LastIndexOfAny(" \t\r");
        if (Math.Max(lineEnd, wordEnd) is >= 0 and var last)
            end -= LongestLine - 1 - (lineEnd >= 0 ? lineEnd : last);
        else if (char.IsLowSurrogate(text[end]))
            end--;
        return LeaveWhole(found, MarkText.AvoidCut(text, end));
    }

    private int LeaveWhole(List<MaskMatch> found, int end)
    {
        MaskMatch around = found.Find(match => match.Start < end && match.End > end);
        return around.Name is null ? end : around.Start > _from ? around.Start : around.End;
    }
}

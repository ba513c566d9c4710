using System.Globalization;
using System.Text;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Markdown;

/// <summary>
/// An answer on its way to a screen, piece by piece. With a palette each line of the screen is shown when it is full, rendered; without,
/// each piece as it comes, control characters as code points.
/// </summary>
/// <param name="write">Writes to the screen.</param>
/// <param name="width">The width of the screen.</param>
/// <param name="palette">The sequences of the terminal; null for text without styles.</param>
internal sealed class TextStream(Action<string> write, int width, AnsiPalette? palette)
{
    // Within one list or quote; each of its lines is rendered with all before it.
    private const int MaxLines = 200;
    private const int MaxLength = 16 * 1024;

    // Within a line that has not ended, which is parsed again and again.
    private const int MaxOpenLength = 4 * 1024;
    private readonly StringBuilder _pending = new();
    private readonly List<string> _shownParts = [];
    private int _shownLines;
    private int _nextLength;
    private string? _fence;
    private bool _hasShown;

    /// <summary>Whether the last line that was shown has not ended.</summary>
    public bool IsLineOpen { get; private set; }

    /// <summary>Takes the next piece.</summary>
    public void Append(string text)
    {
        _pending.Append(text);
        if (palette is null)
            ShowVisible(isEnd: false);
        else if (text.Contains('\n'))
            ShowRendered(isEnd: false);
        else
            ShowOpenLine();
    }

    /// <summary>Shows what was held back; the next piece begins another text.</summary>
    public void Finish()
    {
        if (palette is null)
            ShowVisible(isEnd: true);
        else
            ShowRendered(isEnd: true);
        Restart("");
        _hasShown = false;
    }

    /// <summary>The line has been ended by something else.</summary>
    public void ForgetLine() => IsLineOpen = false;

    private void ShowVisible(bool isEnd)
    {
        int length = isEnd ? _pending.Length : FindEnd();
        string text = ShownText.From(_pending.ToString(0, length));
        _pending.Remove(0, length);
        if (text.Length == 0)
            return;
        write(text);
        IsLineOpen = text[^1] != '\n';
    }

    // Half a character, a carriage return, and emoji, which a joiner may follow, are shown with what comes next.
    private int FindEnd()
    {
        int length = _pending.Length;
        while (length > 0)
        {
            char last = _pending[length - 1];
            bool isPair = length > 1 && char.IsSurrogatePair(_pending[length - 2], last);
            int character = isPair ? char.ConvertToUtf32(_pending[length - 2], last) : last;
            bool mayGoOn = char.IsHighSurrogate(last) || character is '\r' or '\u200D' or '\uFE0F' or (>= 0x1F3FB and <= 0x1F3FF)
                || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.OtherSymbol;
            if (!mayGoOn)
                break;
            length -= isPair ? 2 : 1;
        }
        return length;
    }

    private void ShowRendered(bool isEnd)
    {
        while (ShowNext(isEnd))
        {
            // Code has begun or ended: the rest is read anew.
        }
    }

    private bool ShowNext(bool isEnd)
    {
        string pending = _pending.ToString();
        int end = isEnd ? pending.Length : pending.LastIndexOf('\n') + 1;
        string rest = pending[end..];
        string text = ShownText.From(pending[..end]);
        string[] lines = text.Split('\n');
        // What follows the last line end is not there yet.
        int complete = lines[^1].Length > 0 ? lines.Length : lines.Length - 1;
        if (_fence is not null)
            return ShowCode(lines.AsSpan(0, complete), rest);
        int fence = FindFence(lines.AsSpan(0, complete));
        if (fence < 0)
        {
            if (ShowBlocks(text, complete, isEnd))
                Restart(rest);
            return false;
        }
        ShowBlocks(string.Join('\n', lines.Take(fence)), fence, isEnd: true);
        Restart(string.Join('\n', lines.Skip(fence + 1)) + rest);
        _fence = CodeFence.Next(null, lines[fence], out _);
        if (lines[fence].TrimStart(' ', '`', '~').Trim() is { Length: > 0 } language)
            WriteLine(new StyledText(isWhole: true).Append(language, TextStyles.Faint));
        return true;
    }

    // Code at the first level may be long, and a line of it needs no parser.
    private int FindFence(ReadOnlySpan<string> lines)
    {
        for (int i = _shownLines; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith('`') && !lines[i].StartsWith('~'))
                continue;
            _ = CodeFence.Next(null, lines[i], out bool isCode);
            if (isCode)
                return i;
        }
        return -1;
    }

    private bool ShowCode(ReadOnlySpan<string> lines, string rest)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            _fence = CodeFence.Next(_fence, lines[i], out _);
            if (_fence is null)
            {
                Restart(string.Concat(string.Join('\n', lines[(i + 1)..].ToArray()), lines.Length > i + 1 ? "\n" : "", rest));
                return true;
            }
            WriteLine(new StyledText(isWhole: true).Append(lines[i], TextStyles.Code));
        }
        string open = _fence!;
        Restart(rest);
        _fence = open;
        return false;
    }

    private bool ShowBlocks(string text, int complete, bool isEnd)
    {
        if (complete == 0)
            return false;
        (IReadOnlyList<IReadOnlyList<StyledText>> lines, int settled, bool isOpen) = MarkdownRenderer.Parse(text, width);
        int until = Math.Min(isEnd ? complete : Math.Min(settled, complete), lines.Count);
        for (; _shownLines < until; _shownLines++)
        {
            WriteLines(lines[_shownLines]);
        }
        bool endsBlock = text.EndsWith("\n\n", StringComparison.Ordinal) || text == "\n";
        return _shownLines == complete && ((endsBlock && !isOpen) || complete > MaxLines || text.Length > MaxLength);
    }

    private void Restart(string rest)
    {
        _pending.Clear().Append(rest);
        (_shownLines, _fence) = (0, null);
        ForgetOpenLine();
    }

    private void ForgetOpenLine()
    {
        _shownParts.Clear();
        _nextLength = _pending.Length + width;
    }

    // A paragraph is one line of the source, and would else be seen when it has ended.
    private void ShowOpenLine()
    {
        if (_fence is not null || _pending.Length < _nextLength || _pending.Length > MaxOpenLength)
            return;
        _nextLength = _pending.Length + width;
        string text = ShownText.From(_pending.ToString(0, FindEnd()));
        if (text.AsSpan().Count('\n') != _shownLines)
            return;
        IReadOnlyList<StyledText> parts = TextWrap.BreakLine(MarkdownRenderer.RenderOpenLine(text, width), width - 1);
        for (int i = _shownParts.Count; i < parts.Count - 1; i++)
        {
            Write(parts[i]);
            _shownParts.Add(parts[i].Text);
        }
        // It is parsed again when the next line of the screen may be full.
        _nextLength = _pending.Length + Math.Clamp(width - DisplayCells.Of(parts[^1].Text), 1, width);
    }

    // What has been shown of a line is not shown again, unless the line has turned out to be something else: the heading of a table.
    private void WriteLines(IReadOnlyList<StyledText> lines)
    {
        List<StyledText> parts = [.. lines.SelectMany(line => TextWrap.BreakLine(line, width - 1))];
        bool isSame = parts.Select(static part => part.Text).Take(_shownParts.Count).SequenceEqual(_shownParts, StringComparer.Ordinal);
        foreach (StyledText part in isSame ? parts[_shownParts.Count..] : parts)
            Write(part);
        ForgetOpenLine();
    }

    private void WriteLine(StyledText line) => WriteLines([line]);

    // The end of a line comes with the next one, so that what ends the last line is the same as for any other text.
    private void Write(StyledText line)
    {
        write((_hasShown ? "\n" : "") + line.ToAnsi(palette!));
        (_hasShown, IsLineOpen) = (true, true);
    }
}

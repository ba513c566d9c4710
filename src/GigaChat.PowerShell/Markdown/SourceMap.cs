namespace GigaChat.Commands.Markdown;

/// <summary>The source of a rendering, with what is to happen to its characters and lines.</summary>
internal sealed class SourceMap
{
    private readonly int[] _starts;
    private readonly TextStyles[] _styles;
    private readonly bool[] _removed;
    private readonly Dictionary<int, (string Text, TextStyles Style)> _replacements = [];
    private readonly Dictionary<int, IReadOnlyList<StyledText>> _drawn = [];
    private readonly HashSet<int> _whole = [];
    private readonly HashSet<int> _hidden = [];

    public SourceMap(string source)
    {
        Source = source;
        _styles = new TextStyles[source.Length];
        _removed = new bool[source.Length];
        List<int> starts = [0];
        for (int i = 0; i < source.Length; i++)
        {
            if (source[i] == '\n')
                starts.Add(i + 1);
        }
        _starts = [.. starts];
    }

    public string Source { get; }

    /// <summary>The lines; after a line end at the end there is one more, an empty one.</summary>
    public int LineCount => _starts.Length;

    public int StartOf(int line) => _starts[line];

    /// <summary>The place behind the last character of a line.</summary>
    public int EndOf(int line) => line + 1 < _starts.Length ? _starts[line + 1] - 1 : Source.Length;

    public ReadOnlySpan<char> LineAt(int line) => Source.AsSpan(_starts[line], EndOf(line) - _starts[line]);

    /// <summary>The line that a character stands in.</summary>
    public int LineOf(int place)
    {
        int index = Array.BinarySearch(_starts, place);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>Whether a character is code within a line.</summary>
    public bool IsCode(int place) => _styles[place].HasFlag(TextStyles.Code);

    /// <summary>Whether a character looks other than the text around it, or became part of a style.</summary>
    public bool IsStyled(int place) => _styles[place] != TextStyles.None || IsUnderstood(place);

    /// <summary>Whether a character is a mark that became a style.</summary>
    public bool IsUnderstood(int place) => _removed[place] || _replacements.ContainsKey(place);

    /// <summary>Whether a line is code, or part of a table.</summary>
    public bool IsDrawnAsWhole(int line) => _whole.Contains(line) || _hidden.Contains(line) || _drawn.ContainsKey(line);

    public bool Has(int place, char c) => place >= 0 && place < Source.Length && Source[place] == c;

    public void Style(int start, int end, TextStyles style)
    {
        for (int i = Math.Max(start, 0); i < end && i < _styles.Length; i++)
            _styles[i] |= style;
    }

    public void Remove(int start, int end)
    {
        for (int i = Math.Max(start, 0); i < end && i < _removed.Length; i++)
            _removed[i] = _removed[i] || Source[i] != '\n';
    }

    /// <summary>Shows something else in place of a character.</summary>
    public void Replace(int place, string text, TextStyles style) => _replacements[place] = (text, style);

    public void KeepWhole(int line) => _whole.Add(line);

    public void Hide(int line) => _hidden.Add(line);

    /// <summary>Shows these lines in place of a line.</summary>
    public void Draw(int line, IReadOnlyList<StyledText> lines) => _drawn[line] = lines;

    /// <summary>A part of the source as it will look.</summary>
    public StyledText Cut(int start, int end, bool isWhole = false)
    {
        var text = new StyledText(isWhole);
        for (int i = start; i < end; i++)
        {
            if (_replacements.TryGetValue(i, out (string Text, TextStyles Style) replacement))
                text.Append(replacement.Text, replacement.Style);
            else if (!_removed[i])
                text.Append(Source[i], _styles[i]);
        }
        return text;
    }

    public IReadOnlyList<IReadOnlyList<StyledText>> ToLines()
    {
        var lines = new IReadOnlyList<StyledText>[LineCount];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = _drawn.TryGetValue(i, out IReadOnlyList<StyledText>? drawn) ? drawn
                : _hidden.Contains(i) ? []
                : [Cut(_starts[i], EndOf(i), _whole.Contains(i))];
        }
        return lines;
    }
}

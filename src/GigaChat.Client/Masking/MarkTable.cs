namespace GigaChat.Masking;

/// <summary>The marks of a conversation and what they stand for. In memory only. Safe for use from many threads.</summary>
internal sealed class MarkTable
{
    /// <summary>The longest mark; what a user's own kind may be called is limited so that its marks stay below.</summary>
    public const int MaxLength = 64;

    private readonly object _lock = new();
    private readonly Dictionary<(string Name, string Value), string> _marks = [];
    private readonly Dictionary<string, TextMark> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _foreign = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private readonly KnownValues _known = new();

    /// <summary>How many values there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _values.Count;
        }
    }

    /// <summary>Nothing was masked yet.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _values.Count == 0;
        }
    }

    /// <summary>All marks, in the order in which they were given.</summary>
    public IReadOnlyList<TextMark> Marks
    {
        get
        {
            lock (_lock)
                return [.. _values.Values];
        }
    }

    /// <summary>What a mark stands for; null for a text that is none of these marks.</summary>
    public string? FindValue(string mark) => Find(mark)?.Value;

    /// <summary>A mark of this table; null for a text that is none.</summary>
    public TextMark? Find(string mark)
    {
        lock (_lock)
            return _values.GetValueOrDefault(mark);
    }

    /// <summary>Finds values of the table in a text, where they stand by themselves.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">Of the values the first so many.</param>
    public List<MaskMatch> FindKnown(string text, int count = int.MaxValue) => _known.Find(text, count);

    /// <summary>The mark of a value: the one that it has already, or a new one.</summary>
    /// <param name="name">What the mark is called by.</param>
    /// <param name="value">The value.</param>
    public string FindOrAdd(string name, string value)
    {
        lock (_lock)
        {
            if (_marks.TryGetValue((name, value), out string? known))
                return known;
            int number = _counts.GetValueOrDefault(name);
            string mark;
            do
                mark = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{name}_{++number}]");
            while (_foreign.Contains(mark));
            _counts[name] = number;
            _marks.Add((name, value), mark);
            _known.Add(name, value, _values.Count);
            _values.Add(mark, new TextMark(mark, name, value));
            return mark;
        }
    }

    /// <summary>Leaves a mark free that stands in a text for something that is not known, as in a conversation that was loaded.</summary>
    public void Reserve(string mark)
    {
        lock (_lock)
        {
            if (!_values.ContainsKey(mark))
                _foreign.Add(mark);
        }
    }
}

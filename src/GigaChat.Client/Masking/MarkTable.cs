namespace GigaChat.Masking;

/// <summary>The marks of a conversation and what they stand for. In memory only. Safe for use from many threads.</summary>
internal sealed class MarkTable
{
    /// <summary>The longest mark; what a user's own kind may be called is limited so that its marks stay below.</summary>
    public const int MaxLength = 64;

    private readonly object _lock = new();

    // Made with the first mark: most conversations mask nothing, and each call of a model has one.
    private Tables? _tables;

    /// <summary>Nothing was masked yet.</summary>
    public bool IsEmpty
    {
        get
        {
            if (Volatile.Read(ref _tables) is not { } tables)
                return true;
            lock (_lock)
                return tables.Values.Count == 0;
        }
    }

    /// <summary>How many values there are.</summary>
    public int Count
    {
        get
        {
            if (Volatile.Read(ref _tables) is not { } tables)
                return 0;
            lock (_lock)
                return tables.Values.Count;
        }
    }

    /// <summary>All marks, in the order in which they were given.</summary>
    public IReadOnlyList<TextMark> Marks
    {
        get
        {
            if (Volatile.Read(ref _tables) is not { } tables)
                return [];
            lock (_lock)
                return [.. tables.Values.Values];
        }
    }

    /// <summary>What a mark stands for; null for a text that is none of these marks.</summary>
    public string? FindValue(string mark) => Find(mark)?.Value;

    /// <summary>A mark of this table; null for a text that is none.</summary>
    public TextMark? Find(string mark)
    {
        if (Volatile.Read(ref _tables) is not { } tables)
            return null;
        lock (_lock)
            return tables.Values.GetValueOrDefault(mark);
    }

    /// <summary>Finds values of the table in a text, where they stand by themselves.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">Parts in their order: what is one of these, with its mark, is not found again.</param>
    /// <param name="count">Of the values the first so many.</param>
    /// <param name="work">Ends it.</param>
    public List<MaskMatch> FindKnown(string text, List<MaskMatch> matches, int count, ScanWork work)
        => Volatile.Read(ref _tables) is { } tables ? tables.Known.Find(text, matches, count, work) : [];

    /// <summary>The mark of a value: the one that it has already, or a new one.</summary>
    /// <param name="name">What the mark is called by.</param>
    /// <param name="value">The value.</param>
    public TextMark FindOrAdd(string name, ReadOnlySpan<char> value)
    {
        int hash = string.GetHashCode(value);
        lock (_lock)
        {
            Tables tables = _tables ??= new Tables();
            for (; tables.Marks.TryGetValue(hash, out TextMark? known); hash++)
            {
                if (known.Kind == name && value.SequenceEqual(known.Value))
                    return known;
            }
            int number = tables.Counts.GetValueOrDefault(name);
            string mark;
            do
                mark = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{name}_{++number}]");
            while (tables.Foreign.Contains(mark));
            tables.Counts[name] = number;
            var added = new TextMark(mark, name, value.ToString());
            tables.Marks.Add(hash, added);
            tables.Known.Add(added, tables.Values.Count);
            tables.Values.Add(mark, added);
            return added;
        }
    }

    /// <summary>Leaves a mark free that stands in a text for something that is not known, as in a conversation that was loaded.</summary>
    public void Reserve(string mark)
    {
        lock (_lock)
        {
            Tables tables = _tables ??= new Tables();
            if (!tables.Values.ContainsKey(mark))
                tables.Foreign.Add(mark);
        }
    }

    private sealed class Tables
    {
        // By the hash of the value, so that a part of a text is looked up without a copy of it; where that is taken, the next number is.
        public Dictionary<int, TextMark> Marks { get; } = [];

        public Dictionary<string, TextMark> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<string> Foreign { get; } = new(StringComparer.OrdinalIgnoreCase);

        public KnownValues Known { get; } = new();

        public Dictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);
    }
}

using System.Runtime.CompilerServices;

namespace GigaChat.Masking;

/// <summary>
/// Finds many words in one pass over a text, upper and lower case alike: an automaton of Aho and Corasick. Its table has a column for
/// each character that occurs in a word, and one for all others.
/// </summary>
internal sealed class WordFinder
{
    // Latin, Greek and Cyrillic; no word has another letter.
    private const int MappedCharacters = 0x500;

    private readonly byte[] _columns = new byte[MappedCharacters];
    private readonly int _width;

    // A row for each state: where the row of the next state begins, for each column. States that end a word have the last rows.
    private readonly int[] _next;
    private readonly int _firstEnd;
    private readonly int _longest;
    private readonly (int Word, int Length)[][] _found;

    /// <summary>Prepares for words.</summary>
    /// <param name="words">The words, in lower case; one may be there several times.</param>
    public WordFinder(IReadOnlyList<string> words)
    {
        char[] letters = [.. words.SelectMany(static word => word).Distinct()];
        _width = letters.Length + 1;
        _longest = words.Select(static word => word.Length).DefaultIfEmpty().Max();
        for (int i = 0; i < letters.Length; i++)
        {
            _columns[letters[i]] = (byte)(i + 1);
            _columns[char.ToUpperInvariant(letters[i])] = (byte)(i + 1);
        }
        List<int[]> states = [new int[_width]];
        List<List<(int, int)>> found = [[]];
        for (int word = 0; word < words.Count; word++)
            Add(words[word], word, states, found);
        Link(states, found);
        int[] order = [.. Enumerable.Range(0, states.Count).OrderBy(state => found[state].Count > 0)];
        int[] rows = new int[states.Count];
        for (int i = 0; i < order.Length; i++)
            rows[order[i]] = i * _width;
        _next = [.. order.SelectMany(state => states[state].Select(next => rows[next]))];
        _found = [.. order.Select(state => found[state].ToArray()).Where(static list => list.Length > 0)];
        _firstEnd = (order.Length - _found.Length) * _width;
    }

    /// <summary>Reports each place of each word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="report">Gets the number of the word, and where it begins.</param>
    /// <param name="work">Ends it.</param>
    public void Find(string text, Action<int, int> report, ScanWork work)
    {
        List<(int Row, int Place)> later = [];
        for (int from = 0; from < text.Length; from += ScanWork.Chunk)
        {
            work.Check();
            Find(text, from, Math.Min(text.Length, from + ScanWork.Chunk), later, report);
            foreach ((int row, int place) in later)
                Report(row, place, report);
            later.Clear();
        }
    }

    // Each character waits for the row of the one before it. Two halves at a time take little longer than one: the processor goes on with
    // one of them while the other waits. What the second one has is reported later. It stays a method by itself: .NET compiles one that is
    // called often better than a long loop of one that is called once.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Find(string text, int from, int to, List<(int Row, int Place)> later, Action<int, int> report)
    {
        byte[] columns = _columns;
        int[] next = _next;
        int firstEnd = _firstEnd;
        int half = (to - from + 1) / 2;
        int first = RowAt(text, from);
        int second = RowAt(text, from + half);
        for (int i = from; i < from + half; i++)
        {
            char c = text[i];
            first = next[first + (c < columns.Length ? columns[c] : 0)];
            if (first >= firstEnd)
                Report(first, i, report);
            c = i + half < to ? text[i + half] : '\0';
            second = next[second + (c < columns.Length ? columns[c] : 0)];
            if (second >= firstEnd)
                later.Add((second, i + half));
        }
    }

    // No word that begins further before the place than the longest one is long ends behind it.
    private int RowAt(string text, int place)
    {
        int row = 0;
        for (int i = Math.Max(0, place - _longest); i < place; i++)
            row = _next[row + (text[i] < _columns.Length ? _columns[text[i]] : 0)];
        return row;
    }

    private void Report(int row, int place, Action<int, int> report)
    {
        foreach ((int word, int length) in _found[(row - _firstEnd) / _width])
            report(word, place + 1 - length);
    }

    private void Add(string word, int number, List<int[]> states, List<List<(int, int)>> found)
    {
        int state = 0;
        foreach (char c in word)
        {
            int column = _columns[c];
            if (states[state][column] == 0)
            {
                states[state][column] = states.Count;
                states.Add(new int[_width]);
                found.Add([]);
            }
            state = states[state][column];
        }
        found[state].Add((number, word.Length));
    }

    // Where a word cannot go on, the longest end of it that begins another word does.
    private void Link(List<int[]> states, List<List<(int, int)>> found)
    {
        int[] fallback = new int[states.Count];
        var open = new Queue<int>(states[0].Where(static state => state != 0));
        while (open.TryDequeue(out int state))
        {
            found[state].AddRange(found[fallback[state]]);
            for (int column = 1; column < _width; column++)
            {
                int child = states[state][column];
                if (child == 0)
                {
                    states[state][column] = states[fallback[state]][column];
                    continue;
                }
                fallback[child] = states[fallback[state]][column];
                open.Enqueue(child);
            }
        }
    }
}

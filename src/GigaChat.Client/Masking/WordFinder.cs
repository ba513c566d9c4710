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
    private readonly int[] _next;
    private readonly (int Word, int Length)[]?[] _found;

    /// <summary>Prepares for words.</summary>
    /// <param name="words">The words, in lower case; one may be there several times.</param>
    public WordFinder(IReadOnlyList<string> words)
    {
        char[] letters = [.. words.SelectMany(static word => word).Distinct()];
        _width = letters.Length + 1;
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
        _next = [.. states.SelectMany(static state => state)];
        _found = [.. found.Select(static list => list.Count > 0 ? list.ToArray() : null)];
    }

    /// <summary>Reports each place of each word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="report">Gets the number of the word, and where it begins.</param>
    /// <param name="work">Ends it.</param>
    public void Find(string text, Action<int, int> report, ScanWork work)
    {
        int state = 0;
        for (int from = 0; from < text.Length; from += ScanWork.Chunk)
        {
            work.Check();
            state = Find(text, from, Math.Min(text.Length, from + ScanWork.Chunk), state, report);
        }
    }

    private int Find(string text, int from, int to, int state, Action<int, int> report)
    {
        byte[] columns = _columns;
        int[] next = _next;
        for (int i = from; i < to; i++)
        {
            char c = text[i];
            int column = c < MappedCharacters ? columns[c] : 0;
            state = column == 0 ? 0 : next[(state * _width) + column];
            if (_found[state] is not { } words)
                continue;
            foreach ((int word, int length) in words)
                report(word, i + 1 - length);
        }
        return state;
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

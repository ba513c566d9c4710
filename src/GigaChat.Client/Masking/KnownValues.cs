using System.Collections.Concurrent;
using System.Numerics;

namespace GigaChat.Masking;

/// <summary>
/// Finds values that were masked before, wherever they stand by themselves: a password is known by what stands around it, and what a
/// function repeats has nothing of that. One pass over a text: only where a word begins or ends, and only where two characters begin a
/// value, longer beginnings are looked up. Safe for use from many threads.
/// </summary>
internal sealed class KnownValues
{
    /// <summary>Shorter values would be found in other words' places: numbers, names of months.</summary>
    public const int ShortestValue = 6;

    // Values of less are looked up as a whole. Of a longer one its beginning is, as long as the next smaller power of two: many tokens
    // begin with the same header.
    private const int ShortKey = 32;
    private const int ShortKeyBits = 5;

    private const int PairBits = 1 << 16;

    private readonly int[] _pairs = new int[PairBits / 32];
    private readonly ConcurrentDictionary<ulong, ulong> _lengths = [];
    private readonly ConcurrentDictionary<int, KnownValue[]> _values = [];

    /// <summary>Takes a value in.</summary>
    /// <param name="mark">The value and its mark.</param>
    /// <param name="number">The number of values before it.</param>
    public void Add(TextMark mark, int number)
    {
        string value = mark.Value;
        if (value.Length < ShortestValue)
            return;
        var added = new KnownValue(mark, number);
        int form = value.Length < ShortKey ? value.Length : ShortKey - ShortKeyBits + BitOperations.Log2((uint)value.Length);
        _values.AddOrUpdate(Hash(value.AsSpan(0, KeyLength(form))), [added], (_, others) => [.. others, added]);
        _lengths.AddOrUpdate(Beginning(value), 1UL << form, (_, forms) => forms | (1UL << form));
        int pair = Pair(value[0], value[1]);
        Interlocked.Or(ref _pairs[pair / 32], 1 << (pair % 32));
    }

    /// <summary>Finds values, of several at one place the longest.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">Only so many of the values are looked for, those that were taken in first.</param>
    /// <param name="work">Ends it.</param>
    public List<MaskMatch> Find(string text, int count, ScanWork work)
    {
        List<MaskMatch> found = [];
        if (_values.IsEmpty || count == 0)
            return found;
        for (int i = 0; i <= text.Length - ShortestValue; i++)
        {
            int pair = Pair(text[i], text[i + 1]);
            if ((_pairs[pair / 32] & (1 << (pair % 32))) == 0 || (i > 0 && IsWord(text[i - 1]) && IsWord(text[i]))
                || FindAt(text, i, count, work) is not { } value)
            {
                continue;
            }
            found.Add(new MaskMatch(i, i + value.Length, value.Mark.Kind, 0, value.Mark));
            i += value.Length - 1;
        }
        return found;
    }

    private KnownValue? FindAt(string text, int place, int count, ScanWork work)
    {
        work.Check();
        ReadOnlySpan<char> rest = text.AsSpan(place);
        if (!_lengths.TryGetValue(Beginning(rest), out ulong forms))
            return null;
        while (forms != 0)
        {
            int form = BitOperations.Log2(forms);
            forms ^= 1UL << form;
            int length = KeyLength(form);
            if (length > rest.Length || !_values.TryGetValue(Hash(rest[..length]), out KnownValue[]? values))
                continue;
            KnownValue? longest = null;
            foreach (KnownValue value in values)
            {
                if (value.Number < count && value.Length > (longest?.Length ?? 0) && IsAt(rest, value.Mark.Value))
                    longest = value;
            }
            if (longest is not null)
                return longest;
        }
        return null;
    }

    private static bool IsAt(ReadOnlySpan<char> text, string value)
        => text.StartsWith(value, StringComparison.Ordinal)
            && (text.Length == value.Length || !IsWord(text[value.Length]) || !IsWord(value[^1]));

    private static int KeyLength(int form) => form < ShortKey ? form : 1 << (form - ShortKey + ShortKeyBits);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static int Pair(char first, char second) => ((first * 31) ^ (second << 5)) & (PairBits - 1);

    private static ulong Beginning(ReadOnlySpan<char> text)
        => text[0] | ((ulong)text[1] << 16) | ((ulong)text[2] << 32) | ((ulong)text[3] << 48);

    private static int Hash(ReadOnlySpan<char> text) => string.GetHashCode(text);

    private sealed record KnownValue(TextMark Mark, int Number)
    {
        public int Length => Mark.Value.Length;
    }
}

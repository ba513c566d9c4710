using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GigaChat.Masking;

/// <summary>
/// Finds values that were masked before, wherever they stand by themselves: a password is known by what stands around it, and what a
/// function repeats has nothing of that. One pass over a text: only where a word begins or ends, and only where four characters may begin a
/// value, these and longer beginnings are looked up. Safe for use from many threads.
/// </summary>
internal sealed class KnownValues
{
    /// <summary>Shorter values would be found in other words' places: numbers, names of months.</summary>
    public const int ShortestValue = 6;

    // Values of less are looked up as a whole. Of a longer one its beginning is, as long as the next smaller power of two: many tokens
    // begin with the same header.
    private const int ShortKey = 32;
    private const int ShortKeyBits = 5;

    private const int BlockLength = 4;
    private const int HashBits = 16;

    // Each value has so many blocks within its first six characters, one of which is found by looking at every third place of a text.
    private const int Blocks = ShortestValue - BlockLength + 1;

    // A bit for the hash of each block, and for those that begin a value.
    private readonly int[] _blocks = new int[(1 << HashBits) / 32];
    private readonly int[] _beginnings = new int[(1 << HashBits) / 32];
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
        _lengths.AddOrUpdate(Block(value), 1UL << form, (_, forms) => forms | (1UL << form));
        Set(_beginnings, Block(value));
        for (int i = 0; i < Blocks; i++)
            Set(_blocks, Block(value.AsSpan(i)));
    }

    /// <summary>Finds values, of several at one place the longest.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">Parts in their order: what is one of these, with its mark, is not found again.</param>
    /// <param name="count">Only so many of the values are looked for, those that were taken in first.</param>
    /// <param name="work">Ends it.</param>
    public List<MaskMatch> Find(string text, List<MaskMatch> matches, int count, ScanWork work)
    {
        List<MaskMatch> found = [];
        if (_values.IsEmpty || count == 0)
            return found;
        int place = 0;
        int next = 0;
        while ((place = NextPlace(text, place)) >= 0)
        {
            if (FindAt(text, place, count, work) is not { } value)
            {
                place++;
                continue;
            }
            while (next < matches.Count && matches[next].Start < place)
                next++;
            int end = place + value.Length;
            if (next == matches.Count || matches[next].Start > place || matches[next].End != end || matches[next].Known != value.Mark)
                found.Add(new MaskMatch(place, end, value.Mark.Kind, 0, value.Mark));
            place = end;
        }
        return found;
    }

    // Where a value may begin, from a place on; -1 for nowhere. It stays a method by itself: .NET compiles one that is called often better
    // than a long loop of one that is called once.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int NextPlace(ReadOnlySpan<char> text, int place)
    {
        int[] blocks = _blocks;
        for (int last = place + Blocks - 1; last <= text.Length - BlockLength; last += Blocks)
        {
            if (!Has(blocks, Block(text[last..])))
                continue;
            for (int i = last - Blocks + 1; i <= last; i++)
            {
                if (Has(_beginnings, Block(text[i..])) && (i == 0 || !IsWord(text[i - 1]) || !IsWord(text[i])))
                    return i;
            }
        }
        return -1;
    }

    private KnownValue? FindAt(string text, int place, int count, ScanWork work)
    {
        work.Check();
        ReadOnlySpan<char> rest = text.AsSpan(place);
        if (!_lengths.TryGetValue(Block(rest), out ulong forms))
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

    private static bool Has(int[] bits, ulong block)
    {
        int hash = Hash(block);
        return (bits[hash / 32] & (1 << hash)) != 0;
    }

    private static void Set(int[] bits, ulong block)
    {
        int hash = Hash(block);
        Interlocked.Or(ref bits[hash / 32], 1 << hash);
    }

    // The upper bits of a product depend on all bits of the number; this one is 2^64 divided by the golden ratio.
    private static int Hash(ulong block) => (int)((block * 0x9E3779B97F4A7C15) >> (64 - HashBits));

    private static ulong Block(ReadOnlySpan<char> text) => MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text));

    private static int Hash(ReadOnlySpan<char> text) => string.GetHashCode(text);

    private sealed record KnownValue(TextMark Mark, int Number)
    {
        public int Length => Mark.Value.Length;
    }
}

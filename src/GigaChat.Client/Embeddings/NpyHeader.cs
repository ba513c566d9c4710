using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GigaChat.Embeddings;

/// <summary>
/// The header of NumPy's format for arrays: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html. A magic string, a
/// version, the length of what follows, and a literal of Python: a dictionary with the type, the order and the shape.
/// </summary>
/// <param name="Type">The type of the numbers, such as <c>&lt;f4</c>: little-endian, floating point, four bytes.</param>
/// <param name="IsColumnMajor">The numbers of a column stand beside each other, not those of a row.</param>
/// <param name="Shape">The lengths of the dimensions.</param>
/// <param name="Length">Of the header, in bytes.</param>
internal sealed record NpyHeader(string Type, bool IsColumnMajor, IReadOnlyList<long> Shape, int Length)
{
    /// <summary>32-bit numbers of the byte order of all current processors.</summary>
    public const string Float32 = "<f4";

    /// <summary>The length of the headers that <see cref="Write"/> makes: room for any number of rows.</summary>
    public const int WrittenLength = 128;

    // NumPy's own has some dozen bytes; 64 KB is what version 1 can say.
    private const int MaxLength = ushort.MaxValue;
    private const int PrefixLength = 8;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The header of a table of 32-bit numbers.</summary>
    public static byte[] Write(long rows, int columns)
    {
        byte[] header = new byte[WrittenLength];
        header.AsSpan().Fill((byte)' ');
        Magic.CopyTo(header);
        (header[6], header[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(PrefixLength), WrittenLength - PrefixLength - sizeof(ushort));
        string literal = string.Create(
            CultureInfo.InvariantCulture, $"{{'descr': '{Float32}', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
        Encoding.ASCII.GetBytes(literal, header.AsSpan(PrefixLength + sizeof(ushort)));
        header[^1] = (byte)'\n';
        return header;
    }

    /// <summary>Reads a header; the stream stands behind it afterwards.</summary>
    /// <returns>Null for what is none.</returns>
    public static NpyHeader? Read(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        if (stream.ReadAtLeast(prefix, PrefixLength, throwOnEndOfStream: false) < PrefixLength || !prefix.StartsWith(Magic))
            return null;
        // From version 2 on the length has four bytes, from version 3 on the text is UTF-8.
        int lengthBytes = prefix[6] switch { 1 => sizeof(ushort), 2 or 3 => sizeof(uint), _ => 0 };
        Span<byte> number = stackalloc byte[sizeof(uint)];
        number.Clear();
        if (lengthBytes == 0 || stream.ReadAtLeast(number[..lengthBytes], lengthBytes, throwOnEndOfStream: false) < lengthBytes)
            return null;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(number);
        if (length > MaxLength)
            return null;
        byte[] text = new byte[length];
        return stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length ? null
            : Parse(Encoding.UTF8.GetString(text), PrefixLength + lengthBytes + text.Length);
    }

    // {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }
    private static NpyHeader? Parse(string text, int length)
    {
        ReadOnlySpan<char> literal = text.AsSpan().Trim();
        if (literal is not ['{', .., '}'])
            return null;
        ReadOnlySpan<char> type = ValueOf(literal, "descr");
        ReadOnlySpan<char> order = ValueOf(literal, "fortran_order");
        ReadOnlySpan<char> shape = ValueOf(literal, "shape");
        if (type is not ['\'' or '"', .., '\'' or '"'] || shape is not ['(', .., ')'] || order is not ("True" or "False"))
            return null;
        var lengths = new List<long>();
        foreach (string part in shape[1..^1].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out long one))
                return null;
            lengths.Add(one);
        }
        return new(type[1..^1].ToString(), order is "True", lengths, length);
    }

    // Up to the comma behind it; those within parentheses belong to it.
    private static ReadOnlySpan<char> ValueOf(ReadOnlySpan<char> literal, string key)
    {
        int found = Math.Max(literal.IndexOf($"'{key}'".AsSpan()), literal.IndexOf($"\"{key}\"".AsSpan()));
        if (found < 0)
            return [];
        ReadOnlySpan<char> rest = literal[(found + key.Length + 2)..].TrimStart();
        if (rest is not [':', ..])
            return [];
        rest = rest[1..].TrimStart();
        int end = rest is ['(', ..] ? rest.IndexOf(')') + 1 : rest.IndexOfAny(',', '}');
        return end > 0 ? rest[..end].TrimEnd() : [];
    }
}

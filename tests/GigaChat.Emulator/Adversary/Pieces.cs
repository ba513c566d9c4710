namespace GigaChat.Emulator.Adversary;

/// <summary>Blocks of bytes that are sent again and again.</summary>
internal static class Pieces
{
    /// <summary>64 KB of blanks: white space of JSON without an end.</summary>
    public static readonly ReadOnlyMemory<byte> Blanks = new byte[64 * 1024].AsMemory().Filled((byte)' ');

    /// <summary>64 KB of the letter a.</summary>
    public static readonly ReadOnlyMemory<byte> Letters = new byte[64 * 1024].AsMemory().Filled((byte)'a');

    /// <summary>The same bytes over and over, about 64 KB of them.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<byte> bytes)
        => Repeated(bytes, Math.Max(1, 64 * 1024 / bytes.Length));

    /// <summary>The bytes so many times.</summary>
    public static ReadOnlyMemory<byte> Repeated(ReadOnlySpan<byte> bytes, int times)
    {
        var all = new byte[bytes.Length * times];
        for (var i = 0; i < times; i++)
            bytes.CopyTo(all.AsSpan(i * bytes.Length));
        return all;
    }

    /// <summary>The memory with each byte set.</summary>
    public static ReadOnlyMemory<byte> Filled(this Memory<byte> memory, byte value)
    {
        memory.Span.Fill(value);
        return memory;
    }
}

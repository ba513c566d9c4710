namespace GigaChat.Commands.Infrastructure;

/// <summary>Recognizes archives and packed files by their first bytes, whatever their names are.</summary>
internal static class ArchiveFormat
{
    /// <summary>As many bytes as the longest of the marks needs, with its place.</summary>
    public const int MarkLength = 262;

    private const int TarMarkPlace = 257;

    private static readonly (string Name, byte[] Mark)[] Marks =
    [
        ("gzip", [0x1F, 0x8B, 0x08]),
        ("zip", [.. "PK"u8, 3, 4]),
        ("zip", [.. "PK"u8, 5, 6]),
        ("7z", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C]),
        ("xz", [0xFD, .. "7zXZ"u8, 0]),
        ("bzip2", [.. "BZh"u8]),
        ("zstd", [0x28, 0xB5, 0x2F, 0xFD]),
        ("lz4", [0x04, 0x22, 0x4D, 0x18]),
        ("rar", [.. "Rar!"u8, 0x1A, 0x07]),
        ("cab", [.. "MSCF"u8, 0, 0, 0, 0]),
    ];

    // The first block of a bzip2 file begins with the digits of pi, behind a digit of the size.
    private static readonly byte[] BzipBlock = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59];

    /// <summary>The format; null for what is no archive.</summary>
    /// <param name="beginning">The first bytes of the file.</param>
    public static string? Find(ReadOnlySpan<byte> beginning)
    {
        foreach ((string name, byte[] mark) in Marks)
        {
            if (!beginning.StartsWith(mark))
                continue;
            if (name != "bzip2" || (beginning[mark.Length..] is [_, .. var rest] && rest.StartsWith(BzipBlock)))
                return name;
        }
        return beginning.Length >= MarkLength && beginning[TarMarkPlace..].StartsWith("ustar"u8) ? "tar" : null;
    }
}

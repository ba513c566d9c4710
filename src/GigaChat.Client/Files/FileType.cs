using System.Collections.Frozen;

namespace GigaChat;

/// <summary>
/// A file type that the service takes, under the name that it knows it by. Some of those names are no registered ones
/// (<c>application/pptx</c>, <c>application/epub</c>, Excel's old name for xlsx), so a general table would be refused.
/// </summary>
/// <param name="MediaType">The content type that an upload names.</param>
/// <param name="Kind">The kind, which decides about limits and how a chat may use the file.</param>
public sealed record FileType(string MediaType, FileKind Kind)
{
    // Whether the service's megabyte is decimal is not documented; the larger one refuses nothing it would take.
    private const long Megabyte = 1024 * 1024;

    private static readonly FrozenDictionary<string, FileType> ByExtension = new Dictionary<string, FileType>
    {
        [".txt"] = new("text/plain", FileKind.Document),
        [".doc"] = new("application/msword", FileKind.Document),
        [".docx"] = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileKind.Document),
        [".pdf"] = new("application/pdf", FileKind.Document),
        [".epub"] = new("application/epub", FileKind.Document),
        [".ppt"] = new("application/ppt", FileKind.Document),
        [".pptx"] = new("application/pptx", FileKind.Document),
        [".xlsx"] = new("application/vnd.ms-excel", FileKind.Document),
        [".jpg"] = new("image/jpeg", FileKind.Image),
        [".jpeg"] = new("image/jpeg", FileKind.Image),
        [".png"] = new("image/png", FileKind.Image),
        [".tif"] = new("image/tiff", FileKind.Image),
        [".tiff"] = new("image/tiff", FileKind.Image),
        [".bmp"] = new("image/bmp", FileKind.Image),
        [".mp4"] = new("audio/mp4", FileKind.Audio),
        [".mp3"] = new("audio/mp3", FileKind.Audio),
        [".m4a"] = new("audio/x-m4a", FileKind.Audio),
        [".wav"] = new("audio/x-wav", FileKind.Audio),
        [".weba"] = new("audio/webm", FileKind.Audio),
        [".ogg"] = new("audio/x-ogg", FileKind.Audio),
        [".opus"] = new("audio/opus", FileKind.Audio),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The extensions, for messages: <c>bmp, doc, docx …</c></summary>
    public static string Extensions { get; }
        = string.Join(", ", ByExtension.Keys.Select(static extension => extension[1..]).Order(StringComparer.Ordinal));

    /// <summary>The largest file of this kind, in bytes.</summary>
    public long MaxBytes => MaxBytesOf(Kind);

    /// <summary>A text that can go into a prompt as it is.</summary>
    public bool IsPlainText => MediaType == "text/plain";

    /// <summary>The largest file of a kind, in bytes.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The limit of the service.</returns>
    public static long MaxBytesOf(FileKind kind) => kind switch
    {
        FileKind.Document => 40 * Megabyte,
        FileKind.Image => 15 * Megabyte,
        _ => 35 * Megabyte,
    };

    /// <summary>The type of a file by the end of its name.</summary>
    /// <param name="name">A name or path; upper and lower case do not matter.</param>
    /// <returns>The type; null where the service takes no files of that kind.</returns>
    public static FileType? Find(string? name) => ByExtension.GetValueOrDefault(Path.GetExtension(name) ?? "");
}

using GigaChat.Resources;

namespace GigaChat.Core;

/// <summary>Sizes as people read them.</summary>
internal static class ByteSize
{
    private const double Step = 1024;

    /// <summary>For example <c>812 B</c>, <c>41 KB</c>, <c>1.4 MB</c>.</summary>
    public static string ToText(long bytes) => bytes switch
    {
        < 1024 => Localized.Format(FileMessages.SizeB, bytes),
        // What would be rounded to 1024 belongs to the next unit.
        < (long)(1023.5 * Step) => Localized.Format(FileMessages.SizeKB, bytes / Step),
        < (long)(1023.95 * Step * Step) => Localized.Format(FileMessages.SizeMB, bytes / (Step * Step)),
        _ => Localized.Format(FileMessages.SizeGB, bytes / (Step * Step * Step)),
    };
}

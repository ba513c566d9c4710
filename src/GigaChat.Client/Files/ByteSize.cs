using GigaChat.Resources;

namespace GigaChat;

/// <summary>Sizes as people read them.</summary>
internal static class ByteSize
{
    private const double Step = 1024;

    /// <summary>For example <c>812 B</c>, <c>41 KB</c>, <c>1.4 MB</c>.</summary>
    public static string ToText(long bytes) => bytes switch
    {
        < 1024 => Text.Format(FileMessages.SizeB, bytes),
        // What would be rounded to 1024 belongs to the next unit.
        < (long)(1023.5 * Step) => Text.Format(FileMessages.SizeKB, bytes / Step),
        < (long)(1023.95 * Step * Step) => Text.Format(FileMessages.SizeMB, bytes / (Step * Step)),
        _ => Text.Format(FileMessages.SizeGB, bytes / (Step * Step * Step)),
    };
}

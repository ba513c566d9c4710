namespace GigaChat.Commands;

/// <summary>What the format view of a stored file shows.</summary>
public static class FileView
{
    /// <summary>A size with its unit, in the user's language: <c>1.4 MB</c>.</summary>
    /// <param name="bytes">The size in bytes.</param>
    /// <returns>The text.</returns>
    public static string Size(long bytes) => ByteSize.ToText(bytes);
}

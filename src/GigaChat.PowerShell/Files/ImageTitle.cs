namespace GigaChat.Commands.Files;

/// <summary>The name of an image's file: the beginning of its prompt.</summary>
internal static class ImageTitle
{
    // Characters: a name that a list of files still shows whole.
    private const int MaxLength = 60;

    /// <summary>The first words of the prompt as a name without an ending; null where nothing of it can be in a name.</summary>
    public static string? Of(string prompt)
    {
        // A slash would be taken for the end of a folder's name.
        string[] words = prompt.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string line = string.Join(' ', words).Replace('/', '-').Replace('\\', '-');
        if (line.Length > MaxLength)
        {
            int end = line.LastIndexOf(' ', MaxLength);
            line = line[..(end > MaxLength / 2 ? end : MaxLength)];
        }
        return FileNameSanitizer.Clean(line);
    }
}

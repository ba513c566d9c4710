using GigaChat.Files;

namespace GigaChat;

/// <summary>A file that goes with a prompt: one of this computer, which is uploaded first, or one that the service has.</summary>
public sealed class ChatAttachment
{
    private ChatAttachment(string? path, GigaChatFile? file) => (Path, File) = (path, file);

    /// <summary>The full path of a file of this computer, or null.</summary>
    public string? Path { get; }

    /// <summary>The stored file, or null. Of one that was given by its id only the id is known.</summary>
    public GigaChatFile? File { get; }

    /// <summary>A file of this computer. In one connection it is uploaded once, however often it is attached, until it changes.</summary>
    /// <param name="path">The full path.</param>
    /// <returns>The attachment.</returns>
    public static ChatAttachment FromPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ChatAttachment(path, null);
    }

    /// <summary>A stored file by its id. Its kind and size are not known, so it is not counted where those have limits.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The attachment.</returns>
    public static ChatAttachment FromId(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ChatAttachment(null, new GigaChatFile { Id = id });
    }

    /// <summary>A stored file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The attachment.</returns>
    public static ChatAttachment FromFile(GigaChatFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new ChatAttachment(null, file);
    }

    /// <summary>
    /// Checks a file of this computer as an upload would, without sending anything; a stored file is not checked.
    /// </summary>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.FileNotFound"/>, <see cref="GigaChatErrorKind.InvalidRequest"/> for a kind that the service does not
    /// take and for an empty file, <see cref="GigaChatErrorKind.TooLarge"/>.
    /// </exception>
    public void Validate()
    {
        if (Path is not null)
            UploadSource.Open(Path);
    }

    /// <summary>The path, or the id.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Path ?? File!.Id;
}

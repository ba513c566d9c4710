namespace GigaChat;

/// <summary>The kinds of files that the service distinguishes.</summary>
public enum FileKind
{
    /// <summary>Texts and office documents: up to 40 MB.</summary>
    Document,

    /// <summary>Pictures: up to 15 MB.</summary>
    Image,

    /// <summary>Sound: up to 35 MB.</summary>
    Audio,
}

namespace GigaChat;

/// <summary>A chat that ended without a usable answer, with the part of the answer that had come.</summary>
/// <param name="kind">What went wrong.</param>
/// <param name="message">What a user reads: what happened and what to do next.</param>
/// <param name="inner">The exception behind it, if any.</param>
public sealed class ChatException(GigaChatErrorKind kind, string message, Exception? inner = null) : GigaChatException(kind, message, inner)
{
    /// <summary>
    /// The text that came before a stream broke, or the whole answer where it is not the one that was asked for (no picture,
    /// not of the schema's form); null where nothing had come.
    /// </summary>
    public ChatReply? PartialReply { get; init; }
}

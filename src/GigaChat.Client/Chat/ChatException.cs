namespace GigaChat;

/// <summary>A chat that ended without a usable answer, with the part of the answer that had come.</summary>
public sealed class ChatException : GigaChatException
{
    /// <summary>Creates an error of a kind.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What a user reads: what happened and what to do next.</param>
    /// <param name="inner">The exception behind it, if any.</param>
    public ChatException(GigaChatErrorKind kind, string message, Exception? inner = null)
        : base(kind, message, inner)
    {
    }

    /// <summary>Creates an error whose <see cref="GigaChatException.Detail"/> is the key of its text.</summary>
    internal ChatException(GigaChatErrorKind kind, LocalizedMessage message, Exception? inner = null)
        : base(kind, message, inner)
    {
    }

    /// <summary>
    /// The text that came before a stream broke, or the whole answer where it is not the one that was asked for (no picture,
    /// not of the schema's form); null where nothing had come.
    /// </summary>
    public ChatReply? PartialReply { get; init; }
}

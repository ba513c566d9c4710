namespace GigaChat;

/// <summary>How far a question about long material is.</summary>
/// <param name="Done">The requests that were answered or failed.</param>
/// <param name="Total">The requests in all, as far as is known by now.</param>
public sealed record LongChatStep(int Done, int Total)
{
    /// <summary>The part that was asked about; null where answers were joined.</summary>
    public ChatPart? Part { get; init; }

    /// <summary>Why a request failed; null where it did not.</summary>
    public GigaChatException? Error { get; init; }

    /// <summary>The one answer at the end. With an <see cref="Error"/>: the answers about the parts, which could not be made one.</summary>
    public ChatReply? Reply { get; init; }
}

namespace GigaChat;

/// <summary>An answer of the model.</summary>
public sealed class ChatReply
{
    /// <summary>The text of the answer.</summary>
    public string Text { get; init; } = "";
}

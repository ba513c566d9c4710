using GigaChat.Resources;

namespace GigaChat.Chat;

/// <summary>
/// Conversations whose model is waiting for the result of a function, seen from inside that function. A prompt for
/// such a conversation would wait for the function that it is sent from.
/// </summary>
internal static class ConversationReentrancyGuard
{
    private static readonly AsyncLocal<Hold?> Innermost = new();

    public static IDisposable Enter(GigaChatConversation conversation) => Innermost.Value = new Hold(conversation, Innermost.Value);

    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>.</exception>
    public static void ThrowIfEntered(GigaChatConversation conversation)
    {
        for (Hold? hold = Innermost.Value; hold is not null; hold = hold.Outer)
        {
            if (ReferenceEquals(hold.Conversation, conversation))
                throw new GigaChatException(GigaChatErrorKind.InvalidRequest, FunctionMessages.ConversationHeld);
        }
    }

    private sealed record Hold(GigaChatConversation Conversation, Hold? Outer) : IDisposable
    {
        public void Dispose() => Innermost.Value = Outer;
    }
}

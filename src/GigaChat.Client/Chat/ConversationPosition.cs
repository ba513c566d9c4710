namespace GigaChat.Chat;

/// <summary>A state that a conversation was in: what a branch of it begins with.</summary>
/// <param name="Count">The number of messages.</param>
/// <param name="Usage">The tokens spent by then.</param>
/// <param name="Offered">The functions that the model was offered last.</param>
internal sealed record ConversationPosition(int Count, ChatUsage Usage, IReadOnlyList<GigaChatFunction>? Offered);

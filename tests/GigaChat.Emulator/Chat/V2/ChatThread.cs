namespace GigaChat.Emulator.Chat.V2;

/// <summary>Messages that the service keeps.</summary>
/// <param name="Id">A UUID.</param>
/// <param name="Owner">Client id of the account.</param>
/// <param name="Model">The model of the first request.</param>
internal sealed record ChatThread(string Id, string Owner, string Model)
{
    /// <summary>The history, answers included.</summary>
    public IReadOnlyList<ChatV2Message> Messages { get; init; } = [];
}

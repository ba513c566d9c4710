namespace GigaChat.Chat;

/// <summary>A conversation on disk.</summary>
internal sealed record ConversationDocument
{
    public const string FormatName = "GigaChat conversation";
    public const int CurrentVersion = 1;

    public string Format { get; init; } = FormatName;

    public int Version { get; init; } = CurrentVersion;

    public string? SessionId { get; init; }

    public string? Model { get; init; }

    public ChatUsage? Usage { get; init; }

    public IReadOnlyList<ChatMessage>? Messages { get; init; }
}

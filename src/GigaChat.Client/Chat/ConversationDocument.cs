namespace GigaChat.Chat;

/// <summary>A conversation on disk.</summary>
internal sealed record ConversationDocument
{
    public const string FormatName = "GigaChat conversation";
    public const int CurrentVersion = 2;

    /// <summary>The oldest version that can be read; it has no threads and one call a message.</summary>
    public const int OldestVersion = 1;

    public string Format { get; init; } = FormatName;

    public int Version { get; init; } = CurrentVersion;

    public string? SessionId { get; init; }

    public string? Model { get; init; }

    /// <summary>The service keeps the messages as well.</summary>
    public bool IsStored { get; init; }

    public string? ThreadId { get; init; }

    public ChatUsage? Usage { get; init; }

    public IReadOnlyList<ChatMessage>? Messages { get; init; }
}

namespace GigaChat.Emulator.Chat;

/// <summary>A message of the history, as far as the emulator looks at it.</summary>
/// <param name="Role">The role: system, user, assistant or function.</param>
/// <param name="Content">The text.</param>
/// <param name="Calls">The function that an assistant calls.</param>
/// <param name="Name">The function whose result this is.</param>
internal readonly record struct ChatMessage(string Role, string Content, string? Calls = null, string? Name = null)
{
    /// <summary><c>functions_state_id</c> of an assistant's message.</summary>
    public string? StateId { get; init; }

    /// <summary>Ids of files.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    // Two requests never share a list; the prompt cache takes no notice of what it holds.
    public bool Equals(ChatMessage other) => (Role, Content, Calls, Name) == (other.Role, other.Content, other.Calls, other.Name);

    public override int GetHashCode() => HashCode.Combine(Role, Content, Calls, Name);
}

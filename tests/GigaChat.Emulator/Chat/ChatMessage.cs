namespace GigaChat.Emulator;

/// <summary>A message of the history, as far as the emulator looks at it.</summary>
internal readonly record struct ChatMessage(string Role, string Content, bool CallsFunction)
{
    /// <summary>Ids of files.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    // Two requests never share a list; of what it holds the prompt cache takes no notice.
    public bool Equals(ChatMessage other) => Role == other.Role && Content == other.Content && CallsFunction == other.CallsFunction;

    public override int GetHashCode() => HashCode.Combine(Role, Content, CallsFunction);
}

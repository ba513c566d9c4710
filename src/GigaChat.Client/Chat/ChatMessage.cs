namespace GigaChat;

/// <summary>A message of a conversation.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">The text.</param>
public sealed record ChatMessage(string Role, string Content)
{
    /// <summary>The service's name for instructions.</summary>
    public const string System = "system";

    /// <summary>The service's name for the one who asks.</summary>
    public const string User = "user";

    /// <summary>The service's name for the model.</summary>
    public const string Assistant = "assistant";
}

namespace GigaChat.Emulator;

/// <summary>A message of the history, as far as the emulator looks at it.</summary>
internal readonly record struct ChatMessage(string Role, string Content, bool CallsFunction);

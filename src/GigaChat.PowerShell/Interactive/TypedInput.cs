namespace GigaChat.Commands.Interactive;

/// <summary>A key that was pressed, or a piece of pasted text.</summary>
/// <param name="Key">The key; null for pasted text.</param>
/// <param name="Pasted">The piece, perhaps empty; null for a key.</param>
internal readonly record struct TypedInput(ConsoleKeyInfo? Key, string? Pasted);

namespace GigaChat;

/// <summary>One request of a batch.</summary>
/// <param name="Id">Its id, unique within the batch; the results carry it.</param>
/// <param name="Text">The prompt, or the text for a vector.</param>
/// <param name="Source">The item or path the text came from.</param>
public sealed record BatchInput(string Id, string Text, object? Source);

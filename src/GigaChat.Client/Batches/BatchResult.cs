namespace GigaChat;

/// <summary>What became of one request of a batch.</summary>
/// <param name="Id">The id of the request.</param>
/// <param name="Input">The request, where this process knows it.</param>
/// <param name="Value">A <see cref="ChatReply"/> or an <see cref="Embedding"/>, or null.</param>
/// <param name="Error">The error, or null.</param>
public sealed record BatchResult(string? Id, BatchInput? Input, object? Value, GigaChatException? Error);

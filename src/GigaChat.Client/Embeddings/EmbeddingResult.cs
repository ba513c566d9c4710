namespace GigaChat;

/// <summary>What became of one text of a batch: a vector or an error.</summary>
/// <param name="Value">The vector, or null.</param>
/// <param name="Error">The error, or null.</param>
public sealed record EmbeddingResult(Embedding? Value, GigaChatException? Error);

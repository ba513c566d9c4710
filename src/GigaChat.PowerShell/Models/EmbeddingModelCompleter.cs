namespace GigaChat.Commands;

/// <summary>Offers models that make vectors.</summary>
public sealed class EmbeddingModelCompleter() : ModelCompleter("embedder");

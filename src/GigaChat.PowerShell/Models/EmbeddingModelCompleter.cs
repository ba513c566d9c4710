namespace GigaChat.Commands;

/// <summary>Offers models that make vectors.</summary>
internal sealed class EmbeddingModelCompleter() : ModelCompleter("embedder");

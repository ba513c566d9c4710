namespace GigaChat.Commands.Models;

/// <summary>Offers models that make vectors.</summary>
internal sealed class EmbeddingModelCompleter() : ModelCompleter("embedder");

namespace GigaChat.Commands;

/// <summary>Offers the types of models.</summary>
internal sealed class ModelTypeCompleter() : NameCompleter(["chat", "embedder", "aicheck", "filter"]);

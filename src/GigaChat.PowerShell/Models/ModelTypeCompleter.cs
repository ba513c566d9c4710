namespace GigaChat.Commands;

/// <summary>Offers the types of models.</summary>
public sealed class ModelTypeCompleter() : NameCompleter(["chat", "embedder", "aicheck", "filter"]);

using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Models;

/// <summary>Offers the types of models.</summary>
internal sealed class ModelTypeCompleter() : NameCompleter(["chat", "embedder", "aicheck", "filter"]);

namespace GigaChat.Commands.Models;

/// <summary>Offers models that tell who wrote a text.</summary>
internal sealed class AICheckModelCompleter() : ModelCompleter("aicheck");

namespace GigaChat.Commands;

/// <summary>Offers models that tell who wrote a text.</summary>
internal sealed class AICheckModelCompleter() : ModelCompleter("aicheck");

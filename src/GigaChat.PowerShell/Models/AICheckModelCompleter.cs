namespace GigaChat.Commands;

/// <summary>Offers models that tell who wrote a text.</summary>
public sealed class AICheckModelCompleter() : ModelCompleter("aicheck");

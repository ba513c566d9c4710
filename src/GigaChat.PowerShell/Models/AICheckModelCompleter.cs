namespace GigaChat.Commands.Models;

/// <summary>Offers models that recognize generated text.</summary>
internal sealed class AICheckModelCompleter() : ModelCompleter("aicheck");

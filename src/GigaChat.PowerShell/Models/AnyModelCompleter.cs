namespace GigaChat.Commands.Models;

/// <summary>Offers all models.</summary>
internal sealed class AnyModelCompleter() : ModelCompleter(null);

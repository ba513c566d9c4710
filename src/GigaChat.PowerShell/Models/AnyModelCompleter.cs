namespace GigaChat.Commands;

/// <summary>Offers all models.</summary>
internal sealed class AnyModelCompleter() : ModelCompleter(null);

namespace GigaChat.Commands;

/// <summary>Offers all models.</summary>
public sealed class AnyModelCompleter() : ModelCompleter(null);

namespace GigaChat.Commands;

/// <summary>Offers chat models.</summary>
public sealed class ChatModelCompleter() : ModelCompleter("chat");

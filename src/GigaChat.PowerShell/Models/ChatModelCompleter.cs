namespace GigaChat.Commands;

/// <summary>Offers chat models.</summary>
internal sealed class ChatModelCompleter() : ModelCompleter("chat");

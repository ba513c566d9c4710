namespace GigaChat.Commands.Models;

/// <summary>Offers chat models.</summary>
internal sealed class ChatModelCompleter() : ModelCompleter("chat");

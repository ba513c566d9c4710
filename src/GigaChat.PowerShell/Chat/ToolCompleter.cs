using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Chat;

/// <summary>Offers the service's built-in tools.</summary>
internal sealed class ToolCompleter() : NameCompleter(ToolName.All);

using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Connection;

/// <summary>Offers the scopes.</summary>
internal sealed class ScopeCompleter() : NameCompleter(GigaChatScope.Names);

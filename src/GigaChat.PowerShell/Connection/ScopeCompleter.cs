namespace GigaChat.Commands;

/// <summary>Offers the scopes.</summary>
internal sealed class ScopeCompleter() : NameCompleter(GigaChatScope.Names);

namespace GigaChat.Commands;

/// <summary>Offers the scopes.</summary>
public sealed class ScopeCompleter() : NameCompleter(GigaChatScope.Names);

using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Connection;

/// <summary>Offers the address of the sign-in.</summary>
internal sealed class AuthUriCompleter() : NameCompleter([GigaChatOptions.DefaultAuthUri.OriginalString]);

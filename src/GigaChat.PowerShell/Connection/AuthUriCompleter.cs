namespace GigaChat.Commands;

/// <summary>Offers the address of the sign-in.</summary>
internal sealed class AuthUriCompleter() : NameCompleter([ServiceAddress.SignIn.OriginalString]);

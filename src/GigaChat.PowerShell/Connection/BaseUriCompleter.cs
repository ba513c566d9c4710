using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Connection;

/// <summary>Offers the addresses of the API.</summary>
internal sealed class BaseUriCompleter()
    : NameCompleter([GigaChatOptions.DefaultBaseUri.OriginalString, "https://gigachat.devices.sberbank.ru/api/v1"]);

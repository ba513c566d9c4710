namespace GigaChat.Commands.Infrastructure;

/// <summary>Offers the encodings people meet.</summary>
internal sealed class EncodingCompleter() : NameCompleter(TextEncoding.Names);

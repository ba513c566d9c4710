namespace GigaChat.Commands;

/// <summary>Offers the encodings people meet.</summary>
internal sealed class EncodingCompleter() : NameCompleter(TextEncoding.Names);

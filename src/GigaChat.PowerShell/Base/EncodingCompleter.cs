namespace GigaChat.Commands;

/// <summary>Offers the encodings people meet.</summary>
public sealed class EncodingCompleter() : NameCompleter(TextEncoding.Names);

namespace GigaChat.TrustStores;

/// <summary>A store could not be read or changed. The message is for a user to read.</summary>
internal sealed class TrustStoreException(string message, Exception? inner = null) : Exception(message, inner);

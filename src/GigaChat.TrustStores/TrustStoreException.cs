using GigaChat.Core;

namespace GigaChat.TrustStores;

/// <summary>
/// A store could not be read or changed. The message is for a user to read; what it quotes, of tools and of certificates, is made visible.
/// </summary>
internal sealed class TrustStoreException(string message, Exception? inner = null)
    : Exception(VisibleText.Lines(message, MaxMessageLength), ForeignException.Clean(inner))
{
    private const int MaxMessageLength = 1900;
}

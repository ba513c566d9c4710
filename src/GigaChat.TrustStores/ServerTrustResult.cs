namespace GigaChat.TrustStores;

/// <summary>Whether the system trusts a server.</summary>
/// <param name="IsTrusted">Its certificate is trusted for its name.</param>
/// <param name="ChainEnd">The subject of the last certificate of its chain; null where no certificate came.</param>
internal sealed record ServerTrustResult(bool IsTrusted, string? ChainEnd);

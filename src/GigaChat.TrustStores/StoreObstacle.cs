namespace GigaChat.TrustStores;

/// <summary>Why a store cannot be used.</summary>
/// <param name="Status"><see cref="TrustStoreStatus.Failed"/> or <see cref="TrustStoreStatus.Skipped"/>.</param>
/// <param name="Detail">The reason and what to do, for a user to read.</param>
internal sealed record StoreObstacle(TrustStoreStatus Status, string Detail);

namespace GigaChat.TrustStores;

/// <summary>A certificate store.</summary>
internal interface ITrustStore
{
    /// <summary>The store's word in <see cref="TrustStoreResult.Store"/>.</summary>
    string Name { get; }

    /// <summary>The user or the machine.</summary>
    TrustStoreScope Scope { get; }

    /// <summary>Why the store cannot be used; null where it can.</summary>
    /// <param name="forChange">Whether it is to be changed, which may take more rights than reading it.</param>
    StoreObstacle? FindObstacle(bool forChange);

    /// <summary>Where a certificate lies or would lie.</summary>
    string PathOf(StoreCertificate certificate);

    /// <summary>What would be done, a line a step: for -WhatIf and the confirmation.</summary>
    IReadOnlyList<string> Plan(IReadOnlyList<StoreCertificate> certificates, bool install);

    /// <summary>Which of the certificates are there.</summary>
    Task<StoreContents> ReadAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken);

    /// <summary>Puts certificates in, whatever half of them is there already.</summary>
    Task InstallAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken);

    /// <summary>Takes certificates out.</summary>
    Task RemoveAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken);

    /// <summary>Why a certificate that is there is not trusted nevertheless; null where it is.</summary>
    Task<string?> VerifyAsync(StoreCertificate certificate, CancellationToken cancellationToken);
}

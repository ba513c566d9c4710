namespace GigaChat;

/// <summary>What became of a certificate in a store.</summary>
public enum TrustStoreStatus
{
    /// <summary>It is there, put by this call or found by <c>Get-MintsifryRootCA</c>, and it is trusted.</summary>
    Installed,

    /// <summary>It was there before; nothing was changed.</summary>
    AlreadyPresent,

    /// <summary>It was taken out.</summary>
    Removed,

    /// <summary>It is not there.</summary>
    NotPresent,

    /// <summary>It could not be installed or removed, or is there without being trusted; the detail says why.</summary>
    Failed,

    /// <summary>The store does not exist here, or its tool is missing; the detail says which.</summary>
    Skipped,
}

namespace GigaChat;

/// <summary>Which certificate stores are meant.</summary>
public enum TrustStoreKind
{
    /// <summary>The store of the system, or on Linux for one user that of .NET.</summary>
    System,

    /// <summary>The NSS databases of Chromium and Firefox.</summary>
    Nss,

    /// <summary>The store of the Java runtime.</summary>
    Java,

    /// <summary>The bundles of certifi, which programs in Python use.</summary>
    Python,
}

namespace GigaChat.TrustStores;

/// <summary>
/// What a store holds, by SHA-256. The two differ after half an installation, or where the system brings the certificate itself.
/// </summary>
/// <param name="Stored">What lies where installing puts it and uninstalling takes it from.</param>
/// <param name="Trusted">What counts.</param>
internal sealed record StoreContents(IReadOnlySet<string> Stored, IReadOnlySet<string> Trusted)
{
    /// <summary>What was put in and is gone, because the store was replaced.</summary>
    public IReadOnlySet<string> Lost { get; init; } = new HashSet<string>();
}

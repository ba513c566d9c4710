namespace GigaChat;

/// <summary>One certificate in one store. Plain properties, so that it survives jobs and remoting.</summary>
public sealed class TrustStoreResult
{
    /// <summary>
    /// The store: <c>DotNet</c>, <c>Windows</c>, <c>Keychain</c>, <c>Debian</c>, <c>RedHat</c>, <c>Suse</c>, <c>Arch</c>, <c>Nss</c>
    /// or <c>Java</c>.
    /// </summary>
    public string Store { get; init; } = "";

    /// <summary>The user or the machine.</summary>
    public TrustStoreScope Scope { get; init; }

    /// <summary>Where in the store: a file, a folder, a key store, or <c>Cert:\…</c> on Windows.</summary>
    public string Path { get; init; } = "";

    /// <summary>The subject. Both sub CAs have the same one.</summary>
    public string Subject { get; init; } = "";

    /// <summary>SHA-1 of the DER, as <c>Get-ChildItem Cert:</c> shows it.</summary>
    public string Thumbprint { get; init; } = "";

    /// <summary>SHA-256 of the DER: what the certificate is known by.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>When the certificate runs out (UTC).</summary>
    public DateTime NotAfter { get; init; }

    /// <summary>What became of it.</summary>
    public TrustStoreStatus Status { get; init; }

    /// <summary>Why, where that is not plain from the status; may hold the command that helps.</summary>
    public string? Detail { get; init; }
}

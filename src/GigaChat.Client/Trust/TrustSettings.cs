namespace GigaChat;

/// <summary>
/// How a connection judges the server's certificate. The default: the system's trust, or the pinned Mintsifry root for the service's
/// own hosts.
/// </summary>
public sealed class TrustSettings
{
    /// <summary>Files (PEM, DER or PKCS#7) with further anchors for any host of the connection.</summary>
    public IReadOnlyList<string> CertificateAuthorityPaths { get; init; } = [];

    /// <summary>Turns the built-in Mintsifry root off.</summary>
    public bool SystemTrustOnly { get; init; }

    /// <summary>Accepts any certificate for any name. Never the default, never suggested.</summary>
    public bool SkipCertificateCheck { get; init; }
}

namespace GigaChat.Trust;

/// <summary>Why a server's certificate was refused. In the order in which they are reported: the first decides the advice.</summary>
internal enum CertificateFault
{
    /// <summary>The server sent none.</summary>
    NoCertificate,

    /// <summary>It is for other names than the host's.</summary>
    NameMismatch,

    /// <summary>The system says that it was revoked or is explicitly distrusted.</summary>
    Revoked,

    /// <summary>A certificate of the chain has run out.</summary>
    Expired,

    /// <summary>A certificate of the chain is not valid yet; often the machine's clock is wrong.</summary>
    NotYetValid,

    /// <summary>A signature in the chain does not fit its issuer's key.</summary>
    BadSignature,

    /// <summary>A signature in the chain is made with a hash that can be forged: MD5, SHA-1.</summary>
    WeakSignature,

    /// <summary>A key in the chain is too short.</summary>
    WeakKey,

    /// <summary>It is not for servers (extended key usage).</summary>
    WrongUsage,

    /// <summary>A certificate signed another one without being a CA.</summary>
    NotAnAuthority,

    /// <summary>The chain ends in, or was issued by, a certificate with the name of the Mintsifry root that is another one.</summary>
    Impostor,

    /// <summary>The chain ends in the pinned root, but the host is not the service's.</summary>
    ForeignHost,

    /// <summary>The chain ends in the pinned root, which was turned off for this connection.</summary>
    MintsifryTurnedOff,

    /// <summary>The certificate signed itself.</summary>
    SelfSigned,

    /// <summary>The chain breaks off: an issuer was neither sent nor is it known here.</summary>
    MissingIntermediate,

    /// <summary>The chain is complete but its root is not trusted.</summary>
    UnknownAnchor,

    /// <summary>Anything else that the platform found.</summary>
    Other,
}

namespace GigaChat.Trust;

/// <summary>How a server's certificate was judged.</summary>
/// <param name="Anchor">What makes it trusted: <c>System</c>, <c>Mintsifry</c> or the name of a file; null where nothing does.</param>
/// <param name="Chain">The subjects from the server's certificate up to the chain's end.</param>
/// <param name="NotAfter">When the first certificate of the chain runs out (UTC); null where no certificate came.</param>
/// <param name="Problem">Why it was refused; null where it was accepted.</param>
internal sealed record TrustVerdict(string? Anchor, IReadOnlyList<string> Chain, DateTime? NotAfter, CertificateRejection? Problem)
{
    /// <summary>Whether the connection may go on.</summary>
    public bool Accepted => Problem is null;
}

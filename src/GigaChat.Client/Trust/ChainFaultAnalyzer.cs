using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Trust;

/// <summary>Finds out why a chain was refused, in words.</summary>
internal sealed class ChainFaultAnalyzer(string host, TrustAnchor pinned)
{
    private const int MaxNameLength = 200;

    // The other flags of the platform about trust follow from these; the end of the chain is reported instead.
    private const X509ChainStatusFlags ReportedFlags = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot
        | X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotSignatureValid | X509ChainStatusFlags.NotValidForUsage
        | X509ChainStatusFlags.InvalidBasicConstraints | X509ChainStatusFlags.Revoked | X509ChainStatusFlags.ExplicitDistrust;

    private readonly SortedDictionary<CertificateFault, string> _faults = [];

    /// <summary>The server sent no certificate.</summary>
    public CertificateRejection NoCertificate()
    {
        _faults[CertificateFault.NoCertificate] = TrustMessages.FaultNoCertificate;
        return Problem(null);
    }

    /// <summary>The certificate has fields that cannot be read.</summary>
    public CertificateRejection Unreadable(Exception reason)
    {
        _faults[CertificateFault.Other] = Localized.Format(TrustMessages.FaultOther, reason.Message);
        return Problem(null);
    }

    /// <summary>What is wrong with a chain built with all anchors there are, also those that do not count for this host.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="nameFits">The certificate is for the host.</param>
    /// <param name="revoked">The system knows it as revoked.</param>
    /// <param name="trusted">The chain that the system trusts; null where it trusts none.</param>
    /// <param name="systemTrustOnly">The pinned root does not count.</param>
    public CertificateRejection Find(
        CustomChain chain, bool nameFits, bool revoked, IReadOnlyList<X509Certificate2>? trusted, bool systemTrustOnly)
    {
        X509Certificate2 leaf = chain.Elements[0];
        X509Certificate2 end = chain.Elements[^1];
        if (!nameFits)
            _faults[CertificateFault.NameMismatch] = NameFault(leaf);
        if (revoked)
            _faults[CertificateFault.Revoked] = TrustMessages.FaultRevoked;
        foreach (X509Certificate2 element in chain.Elements)
            AddDates(element);
        if (chain.Overall.HasFlag(X509ChainStatusFlags.NotSignatureValid))
            _faults[CertificateFault.BadSignature] = TrustMessages.FaultSignature;
        foreach ((CertificateFault fault, string text) in WeakCertificate.Find(
            trusted ?? chain.Elements, trusted is null ? chain.Anchor?.Sha256 : null))
            _faults.TryAdd(fault, text);
        if (chain.Overall.HasFlag(X509ChainStatusFlags.NotValidForUsage))
            _faults[CertificateFault.WrongUsage] = TrustMessages.FaultUsage;
        if (chain.Elements.Skip(1).FirstOrDefault(static element => !TrustAnchor.IsAuthority(element)) is { } signer)
            _faults[CertificateFault.NotAnAuthority] = Localized.Format(TrustMessages.FaultNotAuthority, Shown(signer.Subject));
        if (trusted is null)
            AddEnd(chain, end, systemTrustOnly);
        X509ChainStatusFlags rest = chain.Overall & ~ReportedFlags;
        if (rest != X509ChainStatusFlags.NoError || _faults.Count == 0)
            _faults[CertificateFault.Other] = Localized.Format(TrustMessages.FaultOther, rest == 0 ? chain.Overall : rest);
        return Problem(end);
    }

    private void AddEnd(CustomChain chain, X509Certificate2 end, bool systemTrustOnly)
    {
        if (end.Sha256() == pinned.Sha256)
        {
            if (!ServiceHosts.Contains(host))
                _faults[CertificateFault.ForeignHost] = TrustMessages.FaultForeignHost;
            else if (systemTrustOnly)
                _faults[CertificateFault.MintsifryTurnedOff] = TrustMessages.FaultTurnedOff;
        }
        // A server need not send its root: then the name of the root is only found as the issuer of the last element.
        else if (chain.Anchor is null && end.IssuerName.RawData.AsSpan().SequenceEqual(pinned.Certificate.SubjectName.RawData))
            _faults[CertificateFault.Impostor] = Localized.Format(TrustMessages.FaultImpostor, pinned.Sha256);
        else if (chain.Anchor is null && !TrustAnchor.IsSelfIssued(end))
            _faults[CertificateFault.MissingIntermediate] = Localized.Format(TrustMessages.FaultMissing, Shown(end.Issuer));
        else if (chain.Anchor is null && chain.Elements.Count == 1)
            _faults[CertificateFault.SelfSigned] = TrustMessages.FaultSelfSigned;
        else if (chain.Anchor is null)
            _faults[CertificateFault.UnknownAnchor] = TrustMessages.FaultUnknownAnchor;
    }

    private void AddDates(X509Certificate2 certificate)
    {
        DateTime now = DateTime.UtcNow;
        if (certificate.NotAfter.ToUniversalTime() < now)
            _faults.TryAdd(CertificateFault.Expired,
                Localized.Format(TrustMessages.FaultExpired, Shown(certificate.Subject), UtcText.Minute(certificate.NotAfter)));
        if (certificate.NotBefore.ToUniversalTime() > now)
            _faults.TryAdd(CertificateFault.NotYetValid,
                Localized.Format(
                    TrustMessages.FaultNotYetValid, Shown(certificate.Subject),
                    UtcText.Minute(certificate.NotBefore), UtcText.Minute(now)));
    }

    private CertificateRejection Problem(X509Certificate2? end)
        => new(host, Shown(end?.Subject), [.. _faults.Keys], [.. _faults.Values], Shown(end?.Issuer));

    // Names in a certificate are whatever its author wrote, and are shown before it is trusted.
    [return: NotNullIfNotNull(nameof(name))]
    private static string? Shown(string? name) => name is null ? null : VisibleText.OneLine(name, MaxNameLength);

    private static string NameFault(X509Certificate2 leaf)
    {
        X509SubjectAlternativeNameExtension? extension = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        string[] names = extension is null ? []
            : [.. extension.EnumerateDnsNames(), .. extension.EnumerateIPAddresses().Select(static address => address.ToString())];
        return names.Length == 0
            ? Localized.Format(TrustMessages.FaultNameInSubject, Shown(leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false)))
            : Localized.Format(TrustMessages.FaultName, Join(names));
    }

    private static string Join(string[] names)
    {
        const int enough = 3;
        return string.Join(", ", names.Take(enough).Select(Shown)) + (names.Length > enough ? ", …" : "");
    }
}

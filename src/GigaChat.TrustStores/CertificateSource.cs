using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Trust;

namespace GigaChat.TrustStores;

/// <summary>Which certificates are installed: the module's own, or newer ones from the user's files.</summary>
/// <param name="Certificates">The certificates, roots first, each once.</param>
/// <param name="Notes">What was left out of files and why.</param>
internal sealed record CertificateSource(IReadOnlyList<StoreCertificate> Certificates, IReadOnlyList<string> Notes)
{
    /// <summary>How long before its end a certificate is worth a warning.</summary>
    private static readonly TimeSpan WarningTime = TimeSpan.FromDays(90);

    /// <summary>The root and both sub CAs that come with the module.</summary>
    public static CertificateSource Embedded { get; } = new(
        [.. MintsifryCertificates.All.Select(static certificate => new StoreCertificate(certificate))], []);

    /// <summary>Reads files for an installation and checks that what they hold may be trusted at all.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="allowUnpinned">Whether the user confirmed roots that are not the pinned one.</param>
    /// <exception cref="GigaChatException">A certificate is no CA, ran out, is a root without confirmation, or belongs to no known
    /// root.</exception>
    public static CertificateSource ForInstallation(IEnumerable<string> paths, bool allowUnpinned)
    {
        CertificateSource source = Read(paths);
        foreach (StoreCertificate certificate in source.Certificates)
            Check(certificate, allowUnpinned);

        List<TrustAnchor> anchors = [new TrustAnchor(MintsifryCertificates.Root, "Mintsifry")];
        anchors.AddRange(source.Certificates.Where(static c => c.IsRoot).Select(static c => new TrustAnchor(c.Certificate, "")));
        List<X509Certificate2> helpers = [.. source.Certificates.Where(static c => !c.IsRoot).Select(static c => c.Certificate)];
        bool needsPinned = false;
        foreach (X509Certificate2 authority in helpers)
        {
            CustomChain chain = CustomChain.Build(authority, anchors, helpers);
            if (!chain.Accepted)
                throw Refuse(TrustStoreMessages.SubWithoutRoot, authority);
            needsPinned |= chain.Anchor!.Sha256 == MintsifryCertificates.RootSha256;
        }

        // A sub CA counts for nothing where its root is not trusted.
        bool addRoot = needsPinned && source.Certificates.All(static c => c.Sha256 != MintsifryCertificates.RootSha256);
        return addRoot ? source with { Certificates = [new StoreCertificate(MintsifryCertificates.Root), .. source.Certificates] } : source;
    }

    /// <summary>Reads files, roots first.</summary>
    /// <exception cref="GigaChatException">A file is missing or holds no certificate.</exception>
    public static CertificateSource Read(IEnumerable<string> paths)
    {
        List<CertificateBundle> bundles = [.. paths.Select(CertificateFile.Read)];
        return new CertificateSource(
            [.. bundles.SelectMany(static bundle => bundle.Certificates)
                .DistinctBy(static certificate => certificate.Sha256())
                .Select(static certificate => new StoreCertificate(certificate))
                .OrderBy(static certificate => certificate.IsRoot ? 0 : 1)],
            [.. bundles.SelectMany(static bundle => bundle.Notes)]);
    }

    /// <summary>A warning for each certificate that runs out within 90 days, or has.</summary>
    public static IEnumerable<string> Warnings(IEnumerable<StoreCertificate> certificates, DateTime now)
    {
        foreach (X509Certificate2 certificate in certificates.Select(static certificate => certificate.Certificate))
        {
            DateTime end = certificate.NotAfter.ToUniversalTime();
            if (end - now < WarningTime)
            {
                yield return Localized.Format(
                    end < now ? TrustStoreMessages.RanOut : TrustStoreMessages.RunsOutSoon,
                    certificate.Subject, certificate.Thumbprint, UtcText.Day(end));
            }
        }
    }

    private static void Check(StoreCertificate candidate, bool allowUnpinned)
    {
        X509Certificate2 certificate = candidate.Certificate;
        if (!TrustAnchor.IsAuthority(certificate))
            throw Refuse(TrustStoreMessages.NotAnAuthority, certificate);
        if (certificate.NotAfter.ToUniversalTime() < DateTime.UtcNow)
            throw Refuse(TrustStoreMessages.AuthorityRanOut, certificate);
        // A root's own signature is never checked.
        string anchor = candidate.IsRoot ? candidate.Sha256 : "";
        string[] weak = [.. WeakCertificate.Find([certificate], anchor).Select(static found => found.Text)];
        if (weak.Length > 0)
            throw Refuse(TrustStoreMessages.AuthorityWeak, certificate, string.Join("; ", weak));
        if (candidate.IsRoot && !allowUnpinned && !MintsifryCertificates.IsPinned(certificate))
            throw Refuse(TrustStoreMessages.RootNotPinned, certificate);
    }

    private static GigaChatException Refuse(string text, X509Certificate2 certificate, string? why = null)
        => new(GigaChatErrorKind.InvalidRequest, Localized.Format(text, certificate.Subject, certificate.Sha256(), why));
}

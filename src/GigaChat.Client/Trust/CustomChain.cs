using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Trust;

/// <summary>A chain built towards given anchors, apart from what the system trusts.</summary>
internal sealed class CustomChain
{
    // Both arise where the anchor is no root: the chain may break off behind it, or go on to an untrusted root.
    private const X509ChainStatusFlags BehindAnchor = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly List<X509ChainStatusFlags> _statuses;

    private CustomChain(
        List<X509Certificate2> elements, List<X509ChainStatusFlags> statuses, X509ChainStatusFlags overall, TrustAnchor? anchor)
    {
        Elements = elements;
        _statuses = statuses;
        Overall = overall;
        Anchor = anchor;
    }

    /// <summary>The chain, the server's certificate first.</summary>
    public IReadOnlyList<X509Certificate2> Elements { get; }

    /// <summary>What the platform found about the whole.</summary>
    public X509ChainStatusFlags Overall { get; }

    /// <summary>The first element that is an anchor; null where there is none.</summary>
    public TrustAnchor? Anchor { get; }

    /// <summary>Whether the chain is faultless up to its anchor, nothing in it weak, and every signer an authority.</summary>
    public bool Accepted
    {
        get
        {
            if (Anchor is null || !Elements.Skip(1).All(TrustAnchor.IsAuthority) || WeakCertificate.Find(Elements, Anchor.Sha256).Any())
                return false;
            if (TrustAnchor.IsSelfIssued(Anchor.Certificate))
                return Overall == X509ChainStatusFlags.NoError;
            int links = Elements.TakeWhile(element => element.Sha256() != Anchor.Sha256).Count() + 1;
            X509ChainStatusFlags upToAnchor = _statuses.Take(links)
                .Aggregate(X509ChainStatusFlags.NoError, static (all, flags) => all | flags);
            // An expired root behind the anchor does not matter: the chain is judged up to the anchor.
            return (upToAnchor & ~BehindAnchor) == X509ChainStatusFlags.NoError
                && (Overall & ~(BehindAnchor | X509ChainStatusFlags.NotTimeValid)) == X509ChainStatusFlags.NoError;
        }
    }

    /// <summary>Builds the chain. Nothing is fetched from the network.</summary>
    /// <param name="leaf">The server's certificate.</param>
    /// <param name="anchors">Where the chain may end.</param>
    /// <param name="helpers">Certificates that may be links of it.</param>
    public static CustomChain Build(X509Certificate2 leaf, IReadOnlyList<TrustAnchor> anchors, IEnumerable<X509Certificate2> helpers)
    {
        using var chain = new X509Chain();
        X509ChainPolicy policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        // The lists of revoked certificates lie on hosts in Russia, over plain HTTP.
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        // A chain to an anchor that is no root counts as unknown; the anchor is checked here, by its hash.
        policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (TrustAnchor anchor in anchors)
            (TrustAnchor.IsSelfIssued(anchor.Certificate) ? policy.CustomTrustStore : policy.ExtraStore).Add(anchor.Certificate);
        foreach (X509Certificate2 helper in helpers)
            policy.ExtraStore.Add(helper);
        chain.Build(leaf);

        var elements = new List<X509Certificate2>();
        var statuses = new List<X509ChainStatusFlags>();
        TrustAnchor? found = null;
        foreach (X509ChainElement element in chain.ChainElements)
        {
            elements.Add(element.Certificate);
            statuses.Add(Join(element.ChainElementStatus));
            string hash = element.Certificate.Sha256();
            found ??= anchors.FirstOrDefault(anchor => anchor.Sha256 == hash);
        }
        return new CustomChain(elements, statuses, Join(chain.ChainStatus), found);
    }

    /// <summary>All flags of a list of statuses.</summary>
    public static X509ChainStatusFlags Join(X509ChainStatus[] statuses)
        => statuses.Aggregate(X509ChainStatusFlags.NoError, static (all, status) => all | status.Status);
}

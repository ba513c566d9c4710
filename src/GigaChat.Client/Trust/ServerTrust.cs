using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Resources;

namespace GigaChat.Trust;

/// <summary>
/// Judges the certificates of a connection's servers, the sign-in and the API address alike. A chain is accepted when
/// the system trusts it, when it ends in the pinned Mintsifry root and the host is one of the service's own, or when it
/// ends in a certificate that the user named. The host name is checked in each of these cases.
/// </summary>
internal sealed class ServerTrust
{
    /// <summary>The name of the pinned root as an anchor.</summary>
    public const string MintsifrySource = "Mintsifry";

    private static readonly Lazy<Task> Platform = new(static () => Task.Run(static () =>
    {
        using var chain = new X509Chain
        {
            ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
        };
        chain.Build(MintsifryCertificates.Root);
    }));

    private const X509ChainStatusFlags Rootless =
        X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid;

    private readonly TrustSettings _settings;
    private readonly TrustAnchor _pinned;
    private readonly IReadOnlyList<X509Certificate2> _helpers;
    private readonly List<TrustAnchor> _authorities = [];

    /// <summary>Reads the files of the settings, once.</summary>
    /// <exception cref="GigaChatException">A file is missing or holds no certificate.</exception>
    public ServerTrust(TrustSettings settings)
        : this(settings, MintsifryCertificates.Root, MintsifryCertificates.SubordinateAuthorities)
    {
    }

    /// <summary>For tests, where another root plays the Mintsifry root.</summary>
    internal ServerTrust(TrustSettings settings, X509Certificate2 pinnedRoot, IReadOnlyList<X509Certificate2> helpers)
    {
        _settings = settings;
        _pinned = new TrustAnchor(pinnedRoot, MintsifrySource);
        _helpers = helpers;
        var notes = new List<string>();
        foreach (string path in settings.CertificateAuthorityPaths)
        {
            CertificateBundle bundle = CertificateFile.Read(path);
            notes.AddRange(bundle.Notes);
            _authorities.AddRange(bundle.Certificates.Select(certificate => new TrustAnchor(certificate, Path.GetFileName(path))));
        }
        Notes = notes;
    }

    /// <summary>
    /// Lets the platform read the authorities that it trusts itself, beside whatever else is to be done before the first handshake:
    /// on Linux that is a third of a first sign-in. Once per process.
    /// </summary>
    public static void Prepare() => _ = Platform.Value;

    /// <summary>What was left out of the user's files and why (GOST certificates, private keys); for verbose output.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>
    /// The same for settings that accept the same servers; null where all are accepted, so that no other connection shares a
    /// token that such a one got.
    /// </summary>
    public string? CacheKey => _settings.SkipCertificateCheck
        ? null
        : string.Join(',', _authorities.Select(static anchor => anchor.Sha256).Distinct().Order(StringComparer.Ordinal)
            .Prepend(_settings.SystemTrustOnly ? "system" : MintsifrySource));

    /// <summary>The trusted authorities, for display: <c>System, Mintsifry, corp.pem</c>.</summary>
    public string Description => _settings.SkipCertificateCheck
        ? TrustMessages.ChecksOff
        : string.Join(", ", new[] { TrustMessages.System }
            .Concat(_settings.SystemTrustOnly ? [] : [TrustMessages.Mintsifry])
            .Concat(_settings.CertificateAuthorityPaths.Select(static path => Path.GetFileName(path)!))
            .Distinct());

    /// <summary>
    /// The TLS options of a connection, for <see cref="SocketsHttpHandler.SslOptions"/>; a client certificate may be added.
    /// </summary>
    public SslClientAuthenticationOptions CreateOptions()
    {
        var options = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Validate };
        if (!_settings.SystemTrustOnly)
        {
            // With the sub CAs at hand the platform need not look for a missing one on the network, which takes
            // many seconds on a machine without internet.
            options.CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.ExtraStore.AddRange(_helpers.ToArray());
        }
        return options;
    }

    /// <summary>
    /// The callback for <see cref="SslClientAuthenticationOptions"/>; its sender is the <see cref="SslStream"/> of the handshake.
    /// </summary>
    /// <returns>True. A refusal leaves as an exception, which the HTTP layer turns into our error with <see cref="ErrorFrom"/>.</returns>
    /// <exception cref="ServerCertificateException">The certificate is refused.</exception>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        string host = (sender as SslStream)?.TargetHostName ?? "";
        // .NET hands out X509Certificate2 objects here, of which X509Certificate is the old base.
        TrustVerdict verdict = Examine(host, certificate as X509Certificate2, chain, errors);
        return verdict.Problem is null ? true : throw new ServerCertificateException(verdict.Problem);
    }

    /// <summary>The error behind a failed request, where it was a refused certificate; null otherwise.</summary>
    /// <param name="exception">What the request ended with.</param>
    /// <param name="cause">The same as it may be shown.</param>
    public static GigaChatException? ErrorFrom(Exception exception, Exception? cause = null)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is ServerCertificateException refused)
                return refused.Problem.ToException(cause ?? exception);
        }
        return null;
    }

    /// <summary>Judges a server without throwing.</summary>
    /// <param name="host">The name or address the client asked for.</param>
    /// <param name="leaf">The server's certificate.</param>
    /// <param name="chain">The chain the system built; its extra store holds what the server sent.</param>
    /// <param name="errors">What the system found.</param>
    public TrustVerdict Examine(string host, X509Certificate2? leaf, X509Chain? chain, SslPolicyErrors errors)
    {
        if (leaf is null)
        {
            return _settings.SkipCertificateCheck
                ? new TrustVerdict(null, [], null, null)
                : new TrustVerdict(null, [], null, new ChainFaultAnalyzer(host, _pinned).NoCertificate());
        }
        if (chain is null)
            return Examine(host, leaf, [leaf], [], X509ChainStatusFlags.NoError, errors);
        List<X509Certificate2> elements = [.. chain.ChainElements.Select(static element => element.Certificate)];
        return Examine(host, leaf, elements, chain.ChainPolicy.ExtraStore, CustomChain.Join(chain.ChainStatus), errors);
    }

    /// <summary>The same, apart from the platform's chain object.</summary>
    internal TrustVerdict Examine(
        string host, X509Certificate2 leaf, IReadOnlyList<X509Certificate2> system, IEnumerable<X509Certificate2> sent,
        X509ChainStatusFlags status, SslPolicyErrors errors)
    {
        if (_settings.SkipCertificateCheck)
            return Accept(null, system);
        try
        {
            return Judge(host, leaf, system, sent, status, errors);
        }
        catch (CryptographicException e)
        {
            // The platform reads a certificate's fields only when they are asked for, and fails then.
            return new TrustVerdict(null, [], null, new ChainFaultAnalyzer(host, _pinned).Unreadable(e));
        }
    }

    private TrustVerdict Judge(
        string host, X509Certificate2 leaf, IReadOnlyList<X509Certificate2> system, IEnumerable<X509Certificate2> sent,
        X509ChainStatusFlags status, SslPolicyErrors errors)
    {
        // A chain without a trusted root is not the system's, whatever a platform concludes: Wine finds no error in one that breaks off.
        if ((status & Rootless) != 0)
            errors |= SslPolicyErrors.RemoteCertificateChainErrors;
        bool nameFits = (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0 && NameFits(leaf, host);
        if (errors == SslPolicyErrors.None && nameFits && !WeakCertificate.Find(system, anchor: null).Any())
            return Accept(TrustMessages.System, system);

        // A certificate that is revoked or distrusted by the system is refused, whatever anchor it leads to.
        bool revoked = (status & (X509ChainStatusFlags.Revoked | X509ChainStatusFlags.ExplicitDistrust)) != 0;
        List<X509Certificate2> helpers = [.. system.Skip(1), .. sent, .. _helpers];
        if (nameFits && !revoked)
        {
            bool pinnedCounts = !_settings.SystemTrustOnly && ServiceHosts.Contains(host);
            // Apart from each other, so that a certificate of the user's cannot stand in the way of the pinned root.
            IReadOnlyList<TrustAnchor>[] levels = [pinnedCounts ? [_pinned] : [], _authorities];
            foreach (IReadOnlyList<TrustAnchor> anchors in levels.Where(static level => level.Count > 0))
            {
                CustomChain custom = CustomChain.Build(leaf, anchors, helpers);
                if (custom.Accepted)
                    return Accept(custom.Anchor!.Source, custom.Elements);
            }
        }

        bool systemTrusts = (errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0;
        CustomChain all = CustomChain.Build(leaf, [.. _authorities, _pinned], helpers);
        CertificateRejection rejection = new ChainFaultAnalyzer(host, _pinned)
            .Find(all, nameFits, revoked, systemTrusts ? system : null, _settings.SystemTrustOnly);
        return new TrustVerdict(null, Subjects(all.Elements), EarliestEnd(all.Elements), rejection);
    }

    private static bool NameFits(X509Certificate2 leaf, string host)
    {
        try
        {
            // What stands in the subject alone may be a person's name, or another name than the authority checked.
            return leaf.MatchesHostname(ServiceHosts.Normalize(host), allowCommonName: false);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // No host name at all, or a certificate whose names cannot be read.
            return false;
        }
    }

    private static TrustVerdict Accept(string? anchor, IReadOnlyList<X509Certificate2> chain)
        => new(anchor, Subjects(chain), EarliestEnd(chain), null);

    private static List<string> Subjects(IReadOnlyList<X509Certificate2> chain)
        => [.. chain.Select(static certificate => certificate.Subject)];

    private static DateTime? EarliestEnd(IReadOnlyList<X509Certificate2> chain)
        => chain.Count == 0 ? null : chain.Min(static certificate => certificate.NotAfter.ToUniversalTime());
}

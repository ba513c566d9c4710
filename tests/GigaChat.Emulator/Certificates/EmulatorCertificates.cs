using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Emulator.Certificates;

/// <summary>The emulator's CA with all that it issued, and the choice of what the TLS ports show.</summary>
public sealed class EmulatorCertificates : IDisposable
{
    private const string RootName = "GigaChat Emulator Root CA";
    private const string IntermediateName = "GigaChat Emulator Sub CA";
    private const string WrongHost = "wrong.example";
    private const string ProxyName = "GigaChat Emulator Proxy CA";
    private static readonly (int From, int To) Now = (-1, 90);

    // One key for a process: making 2048 bits takes longer than starting the rest of the emulator.
    private static readonly Lazy<RSA> ClientKey = new(() => RSA.Create(2048));

    private readonly bool _useRsa;
    private readonly CertificateIssuer _root;
    private readonly CertificateIssuer _intermediate;
    private readonly ConcurrentDictionary<CertificateKind, Lazy<SslStreamCertificateContext>> _contexts = new();
    private readonly ConcurrentDictionary<string, bool> _judgedClients = new(StringComparer.Ordinal);
    private readonly Lazy<SslStreamCertificateContext> _proxyContext;
    private volatile CertificateKind _kind;

    internal EmulatorCertificates(bool useRsa = false)
    {
        _useRsa = useRsa;
        _root = CertificateIssuer.CreateRoot(RootName, useRsa);
        _intermediate = _root.CreateIntermediate(IntermediateName);
        _proxyContext = new(CreateProxyContext);
        Client = _root.CreateClient("GigaChat Emulator client", ClientKey.Value);
    }

    public X509Certificate2 Authority => _root.Certificate;

    public X509Certificate2 Intermediate => _intermediate.Certificate;

    /// <summary>Signs a caller in on the API port, with its private key.</summary>
    public X509Certificate2 Client { get; }

    /// <summary>What the next handshake shows.</summary>
    public CertificateKind Kind
    {
        get => _kind;
        set => _kind = value;
    }

    internal SslStreamCertificateContext CurrentContext =>
        _contexts.GetOrAdd(_kind, kind => new(() => CreateContext(kind))).Value;

    /// <summary>What a proxy shows that ends TLS itself, in place of the host's certificate.</summary>
    internal SslStreamCertificateContext ProxyContext => _proxyContext.Value;

    /// <summary>Trusts what this emulator issued, and nothing else.</summary>
    internal X509ChainPolicy TrustPolicy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(Authority);
        policy.ExtraStore.Add(Intermediate);
        return policy;
    }

    /// <summary>Whether the certificate was issued by this emulator's CA and is valid now.</summary>
    internal bool AcceptsClient(X509Certificate2 certificate) =>
        _judgedClients.GetOrAdd(certificate.GetCertHashString(HashAlgorithmName.SHA256), _ =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy = TrustPolicy();
            return chain.Build(certificate);
        });

    public void Dispose()
    {
        foreach (var context in _contexts.Values)
            if (context.IsValueCreated)
                context.Value.TargetCertificate.Dispose();
        if (_proxyContext.IsValueCreated)
            _proxyContext.Value.TargetCertificate.Dispose();
        Client.Dispose();
        _intermediate.Dispose();
        _root.Dispose();
    }

    private SslStreamCertificateContext CreateContext(CertificateKind kind) => kind switch
    {
        CertificateKind.Full => Context(_intermediate.CreateServer("localhost", Loopback, Now), Intermediate),
        CertificateKind.NoIntermediate => Context(_intermediate.CreateServer("localhost", Loopback, Now)),
        CertificateKind.WrongHost => Context(
            _intermediate.CreateServer(WrongHost, names => names.AddDnsName(WrongHost), Now), Intermediate),
        CertificateKind.Expired => Context(_intermediate.CreateServer("localhost", Loopback, (-60, -1)), Intermediate),
        CertificateKind.NotYetValid => Context(_intermediate.CreateServer("localhost", Loopback, (1, 60)), Intermediate),
        CertificateKind.SelfSigned => Context(CertificateIssuer.CreateSelfSignedServer("localhost", Loopback, _useRsa)),
        CertificateKind.OtherCa => ForeignContext("Other Root CA", "Other Sub CA"),
        CertificateKind.SameNameCa => ForeignContext(RootName, IntermediateName),
        CertificateKind.MintsifryNameCa => ForeignContext(CertificateIssuer.CreateRoot(MintsifryName(), _useRsa), null),
        CertificateKind.LeafAsCa => FalseAuthorityContext(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private SslStreamCertificateContext CreateProxyContext()
    {
        using var proxy = _root.CreateIntermediate(ProxyName);
        return Context(proxy.CreateServer("localhost", Loopback, Now), WithoutKey(proxy));
    }

    private SslStreamCertificateContext ForeignContext(string rootName, string intermediateName)
        => ForeignContext(CertificateIssuer.CreateRoot(rootName, _useRsa), intermediateName);

    private static SslStreamCertificateContext ForeignContext(CertificateIssuer root, string? intermediateName)
    {
        using (root)
        {
            if (intermediateName is null)
                return Context(root.CreateServer("localhost", Loopback, Now), WithoutKey(root));
            using var intermediate = root.CreateIntermediate(intermediateName);
            return Context(intermediate.CreateServer("localhost", Loopback, Now), WithoutKey(intermediate));
        }
    }

    /// <summary>The name of the Mintsifry root, byte by byte.</summary>
    internal static X500DistinguishedName MintsifryName()
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName("Russian Trusted Root CA");
        name.AddOrganizationName("The Ministry of Digital Development and Communications");
        name.AddCountryOrRegion("RU");
        return name.Build();
    }

    private SslStreamCertificateContext FalseAuthorityContext()
    {
        using var leaf = _intermediate.CreateFalseAuthority("false-authority.example");
        return Context(leaf.CreateServer("localhost", Loopback, Now), WithoutKey(leaf), Intermediate);
    }

    private static X509Certificate2 WithoutKey(CertificateIssuer issuer) =>
        X509CertificateLoader.LoadCertificate(issuer.Certificate.RawData);

    private static SslStreamCertificateContext Context(X509Certificate2 leaf, params X509Certificate2[] more)
    {
        if (OperatingSystem.IsWindows())
        {
            // Schannel cannot use a key that lives in memory only.
            var pfx = leaf.Export(X509ContentType.Pkcs12);
            leaf.Dispose();
            leaf = X509CertificateLoader.LoadPkcs12(pfx, null);
        }

        return SslStreamCertificateContext.Create(leaf, [.. more], offline: true);
    }

    private static void Loopback(SubjectAlternativeNameBuilder names)
    {
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>What goes into a certificate; <see cref="Authority"/> and <see cref="Server"/> begin with all that belongs there.</summary>
internal sealed record CertificateRecipe(X500DistinguishedName Subject)
{
    public const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    public const string ClientUsage = "1.3.6.1.5.5.7.3.2";
    public const string CodeUsage = "1.3.6.1.5.5.7.3.3";

    /// <summary>Its life from and to, in days from now.</summary>
    public (int From, int To) Days { get; init; } = (-1, 90);

    public KeyKind Key { get; init; }

    /// <summary>The hash that its issuer signs.</summary>
    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>Whether it may issue others; null leaves the extension out.</summary>
    public bool? IsAuthority { get; init; }

    /// <summary>How many authorities may follow below it; null for any number.</summary>
    public int? PathLength { get; init; }

    public X509KeyUsageFlags? Usage { get; init; }

    /// <summary>Extended key usages; empty leaves the extension out.</summary>
    public IReadOnlyList<string> ExtendedUsages { get; init; } = [];

    /// <summary>The subject's alternative names: host names and IP addresses. Empty leaves the extension out.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Extensions besides.</summary>
    public IReadOnlyList<X509Extension> More { get; init; } = [];

    public static CertificateRecipe Authority(string name) => new(Names.Common(name))
    {
        Days = (-400, 400),
        IsAuthority = true,
        Usage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
    };

    public static CertificateRecipe Server(params string[] hosts) => new(Names.Common("server"))
    {
        IsAuthority = false,
        Usage = X509KeyUsageFlags.DigitalSignature,
        ExtendedUsages = [ServerUsage],
        Hosts = hosts,
    };

    /// <summary>A request with all of it, for a key.</summary>
    public CertificateRequest ToRequest(AsymmetricAlgorithm key)
    {
        var request = key is RSA rsa ? new CertificateRequest(Subject, rsa, Hash, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(Subject, (ECDsa)key, Hash);
        if (IsAuthority is { } authority)
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, PathLength is not null, PathLength ?? 0,
                critical: true));
        if (Usage is { } usage)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        if (ExtendedUsages.Count > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. ExtendedUsages.Select(static usage => new Oid(usage))],
                critical: false));
        if (Hosts.Count > 0)
            request.CertificateExtensions.Add(AlternativeNames());
        foreach (var extension in More)
            request.CertificateExtensions.Add(extension);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private X509Extension AlternativeNames()
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in Hosts)
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }

        return names.Build();
    }
}

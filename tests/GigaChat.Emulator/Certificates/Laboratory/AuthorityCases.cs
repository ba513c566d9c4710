using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>Chains whose authorities are none, may not do what they did, or are unknown.</summary>
internal static class AuthorityCases
{
    public static IEnumerable<TlsCase> All =>
    [
        New("self-signed", "It signed itself.", "No authority issued it.", static (_, host)
            => [IssuedCertificate.SelfSigned(CertificateRecipe.Server(host))]),
        New("unknown-root", "A chain below an unknown root.", "Its root is not trusted.", static (_, host)
            => Below(IssuedCertificate.SelfSigned(CertificateRecipe.Authority("Unknown root")), host)),
        New("unknown-root-sent", "The same, and the root is sent along.", "Its root is not trusted.", static (_, host) =>
        {
            var root = IssuedCertificate.SelfSigned(CertificateRecipe.Authority("Unknown root"));
            return [.. Below(root, host), root];
        }),
        New("forged-root", "A root with the name of the trusted one and another key.", "The key is another one.", static (_, host)
            => Below(IssuedCertificate.SelfSigned(CertificateRecipe.Authority(LaboratoryMaterial.RootName)), host)),
        New("forged-root-sent", "The same, and the root is sent along.", "The key is another one.", static (_, host) =>
        {
            var root = IssuedCertificate.SelfSigned(CertificateRecipe.Authority(LaboratoryMaterial.RootName));
            return [.. Below(root, host), root];
        }),
        New("mintsifry-root", "A root with the name of the Mintsifry root and another key.", "The key is another one.", static (_, host)
            => Below(Mintsifry(), host)),
        New("mintsifry-root-sent", "The same, and the root is sent along.", "The key is another one.", static (_, host) =>
        {
            var root = Mintsifry();
            return [.. Below(root, host), root];
        }),
        New("forged-signature", "It names the authority as its issuer, which did not sign it.", "The signature does not fit.",
            static (material, host)
                => [material.Sub.Forge(CertificateRecipe.Server(host)), material.Sub]),
        New("damaged-signature", "A bit of its signature is another one.", "The signature does not fit.", static (material, host)
            => [material.Sub.Issue(CertificateRecipe.Server(host)).Damaged(), material.Sub]),
        New("damaged-sub", "A bit of the authority's signature is another one.", "The signature does not fit.", static (material, host) =>
        {
            var sub = material.Root.Issue(CertificateRecipe.Authority("Damaged sub"));
            return [sub.Issue(CertificateRecipe.Server(host)), sub.Damaged()];
        }),
        New("intermediate-missing", "The authority in the middle is neither sent nor known.", "The chain breaks off.",
            static (material, host)
                => [material.Root.Issue(CertificateRecipe.Authority("Missing sub")).Issue(CertificateRecipe.Server(host))]),
        New("leaf-as-authority", "Another server's certificate issued it.", "A server may issue nothing.", static (material, host) =>
        {
            var leaf = material.Sub.Issue(CertificateRecipe.Server("other.example") with { Usage = null });
            return [leaf.Issue(CertificateRecipe.Server(host)), leaf, material.Sub];
        }),
        New("authority-flag-missing", "Its issuer has no basic constraints.", "Without basic constraints it is no authority.",
            static (material, host) =>
        {
            var sub = material.Root.Issue(CertificateRecipe.Authority("Sub without flag") with { IsAuthority = null });
            return [sub.Issue(CertificateRecipe.Server(host)), sub];
        }),
        New("authority-usage-missing", "Its issuer may sign other things, but no certificates.", "The key usage leaves certificates out.",
            static (material, host) =>
        {
            var sub = material.Root.Issue(CertificateRecipe.Authority(
                "Sub without usage") with { Usage = X509KeyUsageFlags.DigitalSignature });
            return [sub.Issue(CertificateRecipe.Server(host)), sub];
        }),
        New("authority-usage-client", "Its issuer may issue certificates for clients.", "The extended key usage leaves servers out.",
            static (material, host) =>
        {
            var sub = material.Root.Issue(CertificateRecipe.Authority(
                "Sub for clients") with { ExtendedUsages = [CertificateRecipe.ClientUsage] });
            return [sub.Issue(CertificateRecipe.Server(host)), sub];
        }),
        New("path-length", "One more authority than the first one allows.", "The path is too long.", static (material, host) =>
        {
            var first = material.Root.Issue(CertificateRecipe.Authority("First sub") with { PathLength = 0 });
            var second = first.Issue(CertificateRecipe.Authority("Second sub"));
            return [second.Issue(CertificateRecipe.Server(host)), second, first];
        }),
        New("constraint-permitted", "Its issuer may issue certificates for another domain.",
            "The domain is not among those that are permitted.", static (material, host)
            => Constrained(material, host, permitted: true, "other.example")),
        New("constraint-excluded", "Its issuer may not issue certificates for this domain.", "The domain is excluded.",
            static (material, host)
                => Constrained(material, host, permitted: false, TlsCase.Domain)),
        New("critical-unknown", "Its issuer has an unknown extension that is critical.",
            "A critical extension must be understood (RFC 5280, 4.2).", static (material, host) =>
        {
            var sub = material.Root.Issue(CertificateRecipe.Authority(
                "Sub with extension") with { More = [new X509Extension("1.3.6.1.4.1.99999.1", [5, 0], critical: true)] });
            return [sub.Issue(CertificateRecipe.Server(host)), sub];
        }),
        New("ring", "Two authorities that issued each other.", "The chain ends nowhere.", static (_, host) =>
        {
            var first = IssuedCertificate.SelfSigned(CertificateRecipe.Authority("Ring 1"));
            var second = first.Issue(CertificateRecipe.Authority("Ring 2"));
            return [second.Issue(CertificateRecipe.Server(host)), second, first.SignedBy(second, CertificateRecipe.Authority("Ring 1"))];
        }),
        New("long-chain", "Sixty authorities below an unknown root.", "Its root is not trusted.", static (_, host) =>
        {
            var chain = new List<IssuedCertificate> { IssuedCertificate.SelfSigned(CertificateRecipe.Authority("Far root")) };
            for (var i = 1; i <= 60; i++)
                chain.Insert(0, chain[0].Issue(CertificateRecipe.Authority($"Sub {i}")));
            return [chain[0].Issue(CertificateRecipe.Server(host)), .. chain];
        }),
        New("wide-chain", "Sixty authorities of one name, of which none signed it.", "The signature does not fit.", static (_, host) =>
        {
            var roots = Enumerable.Range(0, 60).Select(static _
                => IssuedCertificate.SelfSigned(CertificateRecipe.Authority("One of many"))).ToList();
            return [roots[0].Forge(CertificateRecipe.Server(host)), .. roots];
        }),
    ];

    private static TlsCase New(string name, string description, string reason, Func<LaboratoryMaterial, string,
        IReadOnlyList<IssuedCertificate>> chain)
        => new(name, description, TlsExpectation.Refused, reason) { Chain = chain };

    private static IReadOnlyList<IssuedCertificate> Below(IssuedCertificate root, string host)
    {
        var sub = root.Issue(CertificateRecipe.Authority("Sub of a stranger"));
        return [sub.Issue(CertificateRecipe.Server(host)), sub];
    }

    private static IssuedCertificate Mintsifry()
        => IssuedCertificate.SelfSigned(CertificateRecipe.Authority("") with { Subject = EmulatorCertificates.MintsifryName() });

    private static IReadOnlyList<IssuedCertificate> Constrained(LaboratoryMaterial material, string host, bool permitted, string domain)
    {
        var sub = material.Root.Issue(CertificateRecipe.Authority("Constrained sub") with { More = [Names.Constraint(permitted, domain)] });
        return [sub.Issue(CertificateRecipe.Server(host)), sub];
    }
}

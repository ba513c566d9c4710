namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>What is right, though a strict client may take it for wrong.</summary>
internal static class GoodCases
{
    public static IEnumerable<TlsCase> All =>
    [
        New("good", "A server's certificate and the authority below the root.", static (material, host)
            => material.Good(CertificateRecipe.Server(host))),
        New("good-rsa", "The same with an RSA key of 2048 bits.", static (material, host)
            => material.Good(CertificateRecipe.Server(host) with { Key = KeyKind.Rsa2048 })),
        New("good-with-root", "The root is sent along, which is allowed.",
            static (material, host) => [.. material.Good(CertificateRecipe.Server(host)), material.Root]),
        New("good-straight", "The root issued it itself.", static (material, host)
            => [material.Root.Issue(CertificateRecipe.Server(host))]),
        New("good-shuffled", "The chain is in the wrong order, with a stranger's certificate in between.", static (material, host) =>
        {
            var second = material.Sub.Issue(CertificateRecipe.Authority("Second sub"));
            return [second.Issue(CertificateRecipe.Server(host)), Stranger(), material.Sub, second];
        }),
        New("good-many-names", "Two thousand names, the right one last.", static (material, host) => material.Good(
            CertificateRecipe.Server([.. Enumerable.Range(0, 2000).Select(static n => $"host-{n}.example"), host]))),
        New("good-wildcard", "A wildcard for the names one level below the domain.", static (material, _) => material.Good(
            CertificateRecipe.Server("*.wildcard." + TlsCase.Domain))) with
        {
            Host = "host.wildcard." + TlsCase.Domain,
        },
        New("good-address", "An IP address as what it is.", static (material, _)
            => material.Good(CertificateRecipe.Server("192.0.2.1"))) with
        {
            Host = "192.0.2.1",
        },
        New("good-old-root", "The root signed itself with SHA-1: the signature of an anchor is not used.",
            static (material, host) => [material.Sha1Root.Issue(CertificateRecipe.Server(host))]) with
        {
            IsOfFirstRoot = false,
        },
        New("good-other-usages", "It is for servers, among other things.", static (material, host) => material.Good(
            CertificateRecipe.Server(host) with { ExtendedUsages = [CertificateRecipe.CodeUsage, CertificateRecipe.ClientUsage,
                CertificateRecipe.ServerUsage] })),
        New("good-without-usage", "It does not say what it is for, so it is for everything.", static (material, host) => material.Good(
            CertificateRecipe.Server(host) with { ExtendedUsages = [], Usage = null })),
        New("good-constrained", "The authority may issue certificates for this domain.", static (material, host) =>
        {
            var sub = material.Root.Issue(CertificateRecipe.Authority("Constrained sub") with { More = [Names.Constraint(permitted: true,
                TlsCase.Domain)] });
            return [sub.Issue(CertificateRecipe.Server(host)), sub];
        }),
    ];

    /// <summary>A certificate that has to do with none of the others.</summary>
    internal static IssuedCertificate Stranger() => IssuedCertificate.SelfSigned(CertificateRecipe.Authority("Stranger"));

    private static TlsCase New(string name, string description, Func<LaboratoryMaterial, string, IReadOnlyList<IssuedCertificate>> chain)
        => new(name, description, TlsExpectation.Accepted, "Nothing is wrong with it.") { Chain = chain };
}

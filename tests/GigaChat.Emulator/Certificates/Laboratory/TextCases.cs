using GigaChat.Emulator.Adversary;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>Certificates whose names hold terminal sequences, which must not act from the message that refuses them.</summary>
internal static class TextCases
{
    public static IEnumerable<TlsCase> All =>
    [
        New("text-subject", "The root's name holds terminal sequences.", static (_, host) =>
        {
            var root = IssuedCertificate.SelfSigned(CertificateRecipe.Authority("") with { Subject = Names.Raw(HostileText.All) });
            return [root.Issue(CertificateRecipe.Server(host)), root];
        }),
        New("text-self-signed", "It signed itself under a name of terminal sequences.", static (_, host)
            => [IssuedCertificate.SelfSigned(CertificateRecipe.Server(host) with { Subject = Names.Raw(HostileText.All) })]),
        New("text-issuer", "The name of its missing issuer holds terminal sequences.", static (_, host)
            => [IssuedCertificate.SelfSigned(CertificateRecipe.Authority("") with { Subject = Names.Raw(HostileText.All) }).Issue(
                CertificateRecipe.Server(host))]),
        New("text-hosts", "The hosts it is for are terminal sequences.", static (material, _)
            => material.Good(CertificateRecipe.Server() with { More = [Names.RawHosts(HostileText.All, HostileText.Bidi,
                HostileText.C1)] })),
        New("text-common-name", "It has no host, and a common name of terminal sequences.", static (material, _)
            => material.Good(CertificateRecipe.Server() with { Subject = Names.Raw(HostileText.All) })),
        New("text-expired", "An expired authority of terminal sequences.", static (material, host) =>
        {
            var sub = material.Root.Issue(CertificateRecipe.Authority("") with { Subject = Names.Raw(HostileText.All), Days = (-60, -1) });
            return [sub.Issue(CertificateRecipe.Server(host)), sub];
        }),
        New("text-false-authority", "A server's certificate of terminal sequences issued it.", static (material, host) =>
        {
            var leaf = material.Sub.Issue(CertificateRecipe.Server("other.example") with { Subject = Names.Raw(HostileText.All),
                Usage = null });
            return [leaf.Issue(CertificateRecipe.Server(host)), leaf, material.Sub];
        }),
        New("text-lines", "A name of a hundred lines.", static (_, host)
            => [IssuedCertificate.SelfSigned(
                CertificateRecipe.Server(host) with { Subject = Names.Raw(string.Concat(Enumerable.Repeat("planted\r\n", 100))) })]),
        New("text-huge", "A name of 20 KB.", static (_, host)
            => [IssuedCertificate.SelfSigned(CertificateRecipe.Server(host) with { Subject = Names.Raw(new string('a', 20 * 1024)) })]),
        New("text-nul", "A name with a NUL.", static (_, host)
            => [IssuedCertificate.SelfSigned(CertificateRecipe.Server(host) with { Subject = Names.Raw("planted\0planted") })]),
    ];

    private static TlsCase New(string name, string description, Func<LaboratoryMaterial, string, IReadOnlyList<IssuedCertificate>> chain)
        => new(name, description, TlsExpectation.Refused,
            "It is not trusted, and its name must be shown harmlessly.") { Chain = chain };
}

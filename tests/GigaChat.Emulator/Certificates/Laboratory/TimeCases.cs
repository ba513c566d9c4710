namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>Certificates outside of their life.</summary>
internal static class TimeCases
{
    public static IEnumerable<TlsCase> All =>
    [
        New("expired", "Expired yesterday.", static (material, host)
            => material.Good(CertificateRecipe.Server(host) with { Days = (-60, -1) })),
        New("not-yet-valid", "Valid from tomorrow.", static (material, host)
            => material.Good(CertificateRecipe.Server(host) with { Days = (1, 60) })),
        New("expired-sub", "The authority expired.", static (material, host) => Below(material, (-60, -1), host)),
        New("not-yet-valid-sub", "The authority is not valid yet.", static (material, host) => Below(material, (1, 60), host)),
        New("expired-twice", "Both expired.", static (material, host) =>
        {
            var sub = material.Root.Issue(CertificateRecipe.Authority("Old sub") with { Days = (-60, -1) });
            return [sub.Issue(CertificateRecipe.Server(host) with { Days = (-30, -2) }), sub];
        }),
    ];

    private static TlsCase New(string name, string description, Func<LaboratoryMaterial, string, IReadOnlyList<IssuedCertificate>> chain)
        => new(name, description, TlsExpectation.Refused, "A certificate counts during its life only.") { Chain = chain };

    private static IReadOnlyList<IssuedCertificate> Below(LaboratoryMaterial material, (int From, int To) days, string host)
    {
        var sub = material.Root.Issue(CertificateRecipe.Authority("Sub of another time") with { Days = days });
        return [sub.Issue(CertificateRecipe.Server(host)), sub];
    }
}

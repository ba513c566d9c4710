using System.Security.Cryptography.X509Certificates;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>Certificates that are for something else.</summary>
internal static class UsageCases
{
    public static IEnumerable<TlsCase> All =>
    [
        New("usage-client", "For clients.", static host
            => CertificateRecipe.Server(host) with { ExtendedUsages = [CertificateRecipe.ClientUsage] }),
        New("usage-code", "For signing programs.", static host
            => CertificateRecipe.Server(host) with { ExtendedUsages = [CertificateRecipe.CodeUsage] }),
        New("usage-critical-unknown", "An unknown extension that is critical.",
            static host => CertificateRecipe.Server(host) with { More = [new X509Extension("1.3.6.1.4.1.99999.1", [5, 0],
                critical: true)] }),
    ];

    private static TlsCase New(string name, string description, Func<string, CertificateRecipe> server)
        => new(name, description, TlsExpectation.Refused, "It is not for servers.") { Server = server };
}

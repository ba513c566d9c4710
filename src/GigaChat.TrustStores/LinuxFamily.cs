namespace GigaChat.TrustStores;

/// <summary>How a family of Linux distributions keeps the machine's anchors.</summary>
/// <param name="Name">The word in <see cref="TrustStoreResult.Store"/>.</param>
/// <param name="Folder">Where an administrator puts certificates.</param>
/// <param name="Tool">What makes them count.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="ArgumentsAfterRemoval">Its arguments where a file is gone.</param>
/// <param name="Bundle">Where the outcome shows, without asking a cache.</param>
internal sealed record LinuxFamily(
    string Name, string Folder, string Tool, IReadOnlyList<string> Arguments, IReadOnlyList<string> ArgumentsAfterRemoval, string Bundle)
{
    /// <summary>The families, the ones with an own folder first: Debian shares its tool's name with SUSE.</summary>
    public static IReadOnlyList<LinuxFamily> All { get; } =
    [
        // Fedora, RHEL, RED OS, ALT.
        new("RedHat", "/etc/pki/ca-trust/source/anchors", "update-ca-trust", ["extract"], ["extract"],
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
        new("Suse", "/etc/pki/trust/anchors", "update-ca-certificates", [], [], "/var/lib/ca-certificates/ca-bundle.pem"),
        new("Arch", "/etc/ca-certificates/trust-source/anchors", "trust", ["extract-compat"], ["extract-compat"],
            "/etc/ca-certificates/extracted/tls-ca-bundle.pem"),
        // Debian, Ubuntu, Astra, Alpine. Where nothing better is to be had, "--fresh" clears the links to files that are gone.
        new("Debian", "/usr/local/share/ca-certificates", "update-ca-certificates", [], ["--fresh"], "/etc/ssl/certs/ca-certificates.crt"),
    ];

    /// <summary>The family of a machine, known by its folder and its tool; null where it is none of them.</summary>
    public static LinuxFamily? Find(TrustEnvironment environment)
        => All.FirstOrDefault(family => Directory.Exists(environment.Map(family.Folder)) && environment.FindTool(family.Tool) is not null);
}

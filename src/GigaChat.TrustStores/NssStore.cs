using System.Text;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Trust;

namespace GigaChat.TrustStores;

/// <summary>One NSS database of Chromium or Firefox, through <c>certutil</c>.</summary>
/// <param name="environment">The machine.</param>
/// <param name="database">The database's folder; null where there is none, and the store is only there to say so.</param>
/// <param name="scope">The scope that was asked for; databases belong to users.</param>
internal sealed class NssStore(TrustEnvironment environment, string? database, TrustStoreScope scope) : ITrustStore
{
    private static readonly string[] LinuxFolders =
        [".pki", ".local/share/pki", "snap/chromium/current/.pki", ".mozilla/firefox", ".config/mozilla/firefox",
            "snap/firefox/common/.mozilla/firefox"];

    // A browser of Flatpak sees a folder of its own as the user's: ~/.var/app/<its name>. Its data folder lies there as "data".
    private const string FlatpakFolder = ".var/app";
    private static readonly string[] FoldersInFlatpak =
        [".pki", "data/pki", ".mozilla/firefox", "config/mozilla/firefox", ".librewolf"];

    public string Name => "Nss";

    public TrustStoreScope Scope => scope;

    // A root is trusted for servers; a sub CA is only there to be found.
    private static string Flags(StoreCertificate certificate) => certificate.IsRoot ? "C,," : ",,";

    private string Tool => environment.FindTool("certutil")!;

    private string Database => "sql:" + database;

    /// <summary>The store of each database of the user; where there is none, one store that reports why.</summary>
    public static IReadOnlyList<NssStore> FindAll(TrustEnvironment environment, TrustStoreScope scope)
    {
        string[] folders = environment.Platform == HostPlatform.MacOS
            ? ["Library/Application Support/Firefox/Profiles"] : [.. LinuxFolders, .. FindFlatpakFolders(environment)];
        List<NssStore> stores = [];
        foreach (string folder in folders.Select(folder => environment.Home + "/" + folder)
            .Where(folder => Directory.Exists(environment.Map(folder))))
        {
            stores.AddRange(Directory.EnumerateDirectories(environment.Map(folder))
                .Where(static profile => File.Exists(Path.Join(profile, "cert9.db")))
                .Order(StringComparer.Ordinal)
                .Select(profile => new NssStore(environment, folder + "/" + Path.GetFileName(profile), scope)));
        }
        return stores.Count > 0 ? stores : [new NssStore(environment, null, scope)];
    }

    private static IEnumerable<string> FindFlatpakFolders(TrustEnvironment environment)
    {
        string applications = environment.Map(environment.Home + "/" + FlatpakFolder);
        return Directory.Exists(applications)
            ? Directory.EnumerateDirectories(applications).Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)
                .SelectMany(static name => FoldersInFlatpak.Select(folder => $"{FlatpakFolder}/{name}/{folder}"))
            : [];
    }

    public StoreObstacle? FindObstacle(bool forChange)
    {
        if (environment.Platform == HostPlatform.Windows)
            return Skip(TrustStoreMessages.NssNotOnWindows);
        if (scope == TrustStoreScope.LocalMachine)
            return Skip(TrustStoreMessages.NssIsPerUser);
        if (environment.FindTool("certutil") is null)
            return Skip(TrustStoreMessages.NssNeedsTool);
        return database is null ? Skip(TrustStoreMessages.NssNoDatabase) : null;
    }

    public string PathOf(StoreCertificate certificate) => database ?? "";

    public IReadOnlyList<string> Plan(IReadOnlyList<StoreCertificate> certificates, bool install)
        => [.. certificates.Select(certificate => Localized.Format(
            TrustStoreMessages.PlanRun,
            string.Join(' ', (install ? InstallArguments(certificate, certificate.Alias + ".pem") : RemoveArguments(certificate))
                .Prepend(Tool))))];

    public async Task<StoreContents> ReadAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        HashSet<string> found = [];
        foreach (StoreCertificate certificate in certificates)
        {
            ProcessResult result = await environment.Runner
                .RunAsync(Tool, ["-L", "-d", Database, "-n", certificate.Alias, "-a"], cancellationToken).ConfigureAwait(false);
            // Not there is an exit code of its own kind; what counts is the certificate that comes, or none.
            if (CertificateFile.Find(Encoding.UTF8.GetBytes(result.Output)).Any(other => other.Sha256() == certificate.Sha256))
                found.Add(certificate.Sha256);
        }
        return new StoreContents(found, found);
    }

    public async Task InstallAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        foreach (StoreCertificate certificate in certificates)
        {
            using var file = new TemporaryFile(certificate);
            await RunAsync(InstallArguments(certificate, file.Path), cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task RemoveAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        foreach (StoreCertificate certificate in certificates)
            await RunAsync(RemoveArguments(certificate), cancellationToken).ConfigureAwait(false);
    }

    // "certutil -V" checks for a usage that a CA certificate has not; the entry was read back.
    public Task<string?> VerifyAsync(StoreCertificate certificate, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    private IReadOnlyList<string> InstallArguments(StoreCertificate certificate, string file)
        => ["-A", "-d", Database, "-n", certificate.Alias, "-t", Flags(certificate), "-i", file];

    private IReadOnlyList<string> RemoveArguments(StoreCertificate certificate) => ["-D", "-d", Database, "-n", certificate.Alias];

    private async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ProcessResult result = await environment.Runner.RunAsync(Tool, arguments, cancellationToken).ConfigureAwait(false);
        result.ThrowIfFailed(Tool);
    }

    private static StoreObstacle Skip(string detail) => new(TrustStoreStatus.Skipped, detail);
}

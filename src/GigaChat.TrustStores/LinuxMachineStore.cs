using System.Text;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Trust;

namespace GigaChat.TrustStores;

/// <summary>The machine's anchors on Linux: files in a folder, and the distribution's tool that makes a bundle of them.</summary>
internal sealed class LinuxMachineStore(TrustEnvironment environment) : ITrustStore
{
    private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const int MaxSystemFileBytes = 16 * 1024 * 1024;

    // An option of Debian's script; Alpine's program of the same name does without.
    private const string ConfigurationOption = "--certsconf";
    private const string ConfigurationFile = "/etc/ca-certificates.conf";

    private readonly LinuxFamily? _family = LinuxFamily.Find(environment);

    public string Name => _family?.Name ?? "Linux";

    public TrustStoreScope Scope => TrustStoreScope.LocalMachine;

    private LinuxFamily Family => _family!;

    private string Tool => environment.FindTool(Family.Tool)!;

    public StoreObstacle? FindObstacle(bool forChange)
    {
        if (_family is null)
            return new StoreObstacle(forChange ? TrustStoreStatus.Failed : TrustStoreStatus.Skipped, TrustStoreMessages.NoLinuxFamily);
        return forChange && !environment.IsPrivileged
            ? new StoreObstacle(TrustStoreStatus.Failed, Localized.Format(TrustStoreMessages.NeedsRoot, environment.RetryCommand))
            : null;
    }

    public string PathOf(StoreCertificate certificate) => _family is null
        ? ""
        : FilesWith(certificate).FirstOrDefault() ?? OwnFile(certificate);

    public IReadOnlyList<string> Plan(IReadOnlyList<StoreCertificate> certificates, bool install)
    {
        IEnumerable<string> files = install
            ? certificates.Select(certificate => Localized.Format(TrustStoreMessages.PlanWrite, OwnFile(certificate)).Text)
            : certificates.SelectMany(FilesWith).Select(static file => Localized.Format(TrustStoreMessages.PlanDelete, file).Text);
        IReadOnlyList<string> afterRemoval = TakesConfiguration() ? [ConfigurationOption, "…"] : Family.ArgumentsAfterRemoval;
        IReadOnlyList<string> arguments = install ? Family.Arguments : afterRemoval;
        return [.. files, Localized.Format(TrustStoreMessages.PlanRun, string.Join(' ', arguments.Prepend(Tool)))];
    }

    public Task<StoreContents> ReadAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        HashSet<string> stored = [.. certificates.Where(certificate => FilesWith(certificate).Any())
            .Select(static certificate => certificate.Sha256)];
        string bundle = environment.Map(Family.Bundle);
        HashSet<string> trusted = File.Exists(bundle)
            ? [.. CertificateFile.Find(ReadSystemFile(bundle)).Select(static certificate => certificate.Sha256())]
            : [];
        return Task.FromResult(new StoreContents(stored, trusted));
    }

    public async Task InstallAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        foreach (StoreCertificate certificate in certificates)
            await WriteAsync(environment.Map(OwnFile(certificate)), certificate.Pem, cancellationToken).ConfigureAwait(false);
        await UpdateAsync(Family.Arguments, cancellationToken).ConfigureAwait(false);
    }

    public async Task RemoveAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        List<string> files = [.. certificates.SelectMany(FilesWith)];
        foreach (string file in files)
            File.Delete(environment.Map(file));
        if (!TakesConfiguration())
        {
            await UpdateAsync(Family.ArgumentsAfterRemoval, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Debian's script passes to its hooks only the removals that its configuration names: without that, Java would
        // go on trusting what is gone. The lines are for this one run, in a copy.
        string configuration = environment.Map(ConfigurationFile);
        string lines = File.Exists(configuration) ? Encoding.UTF8.GetString(ReadSystemFile(configuration)) : "";
        IEnumerable<string> removed = files.Concat(certificates.Select(OwnFile)).Select(static file => "!" + Path.GetFileName(file))
            .Distinct();
        using var copy = new TemporaryFile("ca-certificates.conf", lines.TrimEnd('\n') + "\n" + string.Join('\n', removed) + "\n");
        await UpdateAsync([ConfigurationOption, copy.Path], cancellationToken).ConfigureAwait(false);
    }

    // The bundle was read; a chain built here could come from .NET's cache, which lives up to five minutes.
    public Task<string?> VerifyAsync(StoreCertificate certificate, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    private string OwnFile(StoreCertificate certificate) => $"{Family.Folder}/{certificate.Alias}.crt";

    private bool TakesConfiguration() => Family.Tool == "update-ca-certificates"
        && ReadSystemFile(environment.Map(Tool)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(ConfigurationOption)) >= 0;

    // A bundle of all authorities has about 250 KB.
    private static byte[] ReadSystemFile(string path) => LocalFile.Read(path, MaxSystemFileBytes)
        ?? throw new TrustStoreException(Localized.Format(TrustStoreMessages.FileTooLarge, path, ByteSize.ToText(MaxSystemFileBytes)));

    private async Task UpdateAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ProcessResult result = await environment.Runner.RunAsync(Tool, arguments, cancellationToken).ConfigureAwait(false);
        result.ThrowIfFailed(Tool);
    }

    /// <summary>The files that hold this certificate and nothing else, however they came there. Other files are not deleted.</summary>
    private IEnumerable<string> FilesWith(StoreCertificate certificate)
    {
        string folder = environment.Map(Family.Folder);
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        foreach (string file in Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal))
        {
            if (HoldsOnly(file, certificate.Sha256))
                yield return Family.Folder + file[folder.Length..].Replace('\\', '/');
        }
    }

    private static bool HoldsOnly(string file, string sha256)
    {
        try
        {
            return LocalFile.Read(file, CertificateFile.MaxBytes) is { } bytes && CertificateFile.HoldsOnly(bytes, sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that this user may not read, a link to nowhere, or a pipe.
            return false;
        }
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        // The tools pass over its temporary name: they never read half a certificate.
        using var file = new AtomicFile(Path.GetDirectoryName(path)!);
        FileStream stream = file.Create(bufferSize: 4096);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
        }
        file.MoveTo(path, overwrite: true);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, ReadableByAll);
    }
}

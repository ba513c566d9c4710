using System.Text;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Trust;

namespace GigaChat.TrustStores;

/// <summary>
/// The bundle of certifi in one Python. An upgrade of certifi replaces it; a note beside it, which package managers leave alone, shows
/// then that our certificates were there.
/// </summary>
/// <param name="environment">The machine.</param>
/// <param name="python">The Python and its bundle.</param>
/// <param name="scope">The scope that was asked for; a bundle serves everybody who runs its Python.</param>
internal sealed class PythonStore(TrustEnvironment environment, PythonBundle python, TrustStoreScope scope) : ITrustStore
{
    // certifi's has about 300 KB.
    private const int MaxBytes = 16 * 1024 * 1024;
    private const string NoteName = StoreCertificate.Prefix + "installed.txt";

    /// <summary>Its word in <see cref="TrustStoreResult.Store"/>.</summary>
    public const string StoreName = "Python";

    public string Name => StoreName;

    public TrustStoreScope Scope => scope;

    // The folder of the package, whatever links lead there.
    private string File => PythonSearch.RealPath(environment.Map(python.Path!));

    private string Note => Path.Join(Path.GetDirectoryName(File), NoteName);

    // Distributions patch certifi to name the system's bundle, which their own tool writes anew each time.
    private bool IsOfSystem => Path.GetFileName(Path.GetDirectoryName(File)) != "certifi";

    /// <summary>The stores of the Pythons that were found.</summary>
    public static IReadOnlyList<PythonStore> FindAll(TrustEnvironment environment, TrustStoreScope scope)
        => [.. environment.Pythons.Select(python => new PythonStore(environment, python, scope))];

    public StoreObstacle? FindObstacle(bool forChange)
    {
        if (python.Path is null)
            return new StoreObstacle(python.IsFault ? TrustStoreStatus.Failed : TrustStoreStatus.Skipped, python.Problem!);
        if (!forChange)
            return null;
        if (IsOfSystem)
        {
            return new StoreObstacle(
                TrustStoreStatus.Skipped, Localized.Format(TrustStoreMessages.PythonUsesSystem, python.Python, python.Path));
        }
        return UnixFileStatus.MayWrite(Path.GetDirectoryName(File)!) ? null
            : new StoreObstacle(
                TrustStoreStatus.Failed,
                Localized.Format(TrustStoreMessages.PythonNeedsRights, python.Path, environment.PythonRetryCommand(python.Python)));
    }

    public string PathOf(StoreCertificate certificate) => python.Path ?? python.Python;

    public IReadOnlyList<string> Plan(IReadOnlyList<StoreCertificate> certificates, bool install)
        => [Localized.Format(
            install ? TrustStoreMessages.PlanAppend : TrustStoreMessages.PlanTakeOut, python.Path,
            string.Join(", ", certificates.Select(static certificate => certificate.Alias)))];

    public Task<StoreContents> ReadAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        byte[] bytes = ReadBundle();
        var bundle = new MarkedBundle(bytes);
        HashSet<string> stored = [.. certificates.Where(bundle.Has).Select(static certificate => certificate.Sha256)];
        HashSet<string> trusted = [.. CertificateFile.Find(bytes).Select(static certificate => certificate.Sha256())];
        HashSet<string> noted = ReadNote();
        return Task.FromResult(new StoreContents(stored, trusted)
        {
            Lost = certificates.Select(static certificate => certificate.Sha256)
                .Where(sha256 => noted.Contains(sha256) && !trusted.Contains(sha256)).ToHashSet(),
        });
    }

    public Task InstallAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken) => ChangeAsync(
        bundle =>
        {
            foreach (StoreCertificate certificate in certificates)
                bundle.Append(certificate);
        },
        noted => noted.UnionWith(certificates.Select(static certificate => certificate.Sha256)),
        cancellationToken);

    public Task RemoveAsync(IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken) => ChangeAsync(
        bundle =>
        {
            foreach (StoreCertificate certificate in certificates)
                bundle.Remove(certificate);
        },
        noted => noted.ExceptWith(certificates.Select(static certificate => certificate.Sha256)),
        cancellationToken);

    // Python reads the file anew for each client, and trusts what is in it.
    public Task<string?> VerifyAsync(StoreCertificate certificate, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    private async Task ChangeAsync(Action<MarkedBundle> change, Action<HashSet<string>> changeNote, CancellationToken cancellationToken)
    {
        // As root a folder that others may write to could lead elsewhere by the next moment.
        await environment.RequireOwnPath(File, cancellationToken).ConfigureAwait(false);
        var bundle = new MarkedBundle(ReadBundle());
        change(bundle);
        await WriteAsync(File, bundle.ToBytes(), cancellationToken).ConfigureAwait(false);
        HashSet<string> noted = ReadNote();
        changeNote(noted);
        if (noted.Count == 0)
        {
            System.IO.File.Delete(Note);
            return;
        }
        string lines = string.Join('\n', noted.Order(StringComparer.Ordinal)) + "\n";
        await WriteAsync(Note, Encoding.ASCII.GetBytes(lines), cancellationToken).ConfigureAwait(false);
    }

    private byte[] ReadBundle() => LocalFile.Read(File, MaxBytes)
        ?? throw new TrustStoreException(Localized.Format(TrustStoreMessages.FileTooLarge, python.Path, ByteSize.ToText(MaxBytes)));

    private HashSet<string> ReadNote()
        => System.IO.File.Exists(Note) && LocalFile.Read(Note, MaxBytes) is { } bytes
            ? [.. Encoding.ASCII.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : [];

    private static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        using var file = new AtomicFile(Path.GetDirectoryName(path)!);
        FileStream stream = file.Create(bufferSize: 4096);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        file.MoveTo(path, overwrite: true);
    }
}

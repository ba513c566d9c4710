using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.TrustStores;

/// <summary>Installs, removes and looks up certificates in a store, with a result for each. Every operation may be repeated.</summary>
internal static class TrustStoreOperations
{
    /// <summary>What a change would change: those that do not count yet, or those that are there.</summary>
    public static async Task<IReadOnlyList<StoreCertificate>> FindPendingAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, bool install, CancellationToken cancellationToken)
    {
        try
        {
            return FindPending(await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false), certificates, install);
        }
        catch (Exception e) when (IsStoreFault(e))
        {
            // The change itself will say why the store cannot be read.
            return certificates;
        }
    }

    /// <summary>Puts certificates in and checks that they count afterwards.</summary>
    public static async Task<IReadOnlyList<TrustStoreResult>> InstallAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        if (store.FindObstacle(forChange: true) is { } obstacle)
            return CreateResults(store, certificates, obstacle);
        return await GuardAsync(store, certificates, async () =>
        {
            StoreContents before = await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false);
            List<StoreCertificate> missing = FindPending(before, certificates, install: true);
            string? failure = missing.Count == 0
                ? null
                : await TryAsync(() => store.InstallAsync(missing, cancellationToken)).ConfigureAwait(false);
            StoreContents after = missing.Count == 0
                ? before
                : await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false);

            List<TrustStoreResult> results = [];
            foreach (StoreCertificate certificate in certificates)
            {
                if (HasExpired(certificate))
                {
                    results.Add(CreateResult(store, certificate, TrustStoreStatus.Skipped, DescribeExpiry(certificate)));
                    continue;
                }
                string? why = after.Trusted.Contains(certificate.Sha256)
                    ? await WhyNotTrustedAsync(store, certificate, cancellationToken).ConfigureAwait(false)
                    : failure ?? TrustStoreMessages.NotThereAfterwards;
                if (why is not null)
                    results.Add(CreateResult(store, certificate, TrustStoreStatus.Failed, why));
                else if (missing.Contains(certificate))
                    results.Add(CreateResult(store, certificate, TrustStoreStatus.Installed));
                else
                    results.Add(CreateResult(store, certificate, TrustStoreStatus.AlreadyPresent, FromElsewhere(before, certificate)));
            }
            return results;
        }).ConfigureAwait(false);
    }

    /// <summary>Takes certificates out. What is not there counts as done.</summary>
    public static async Task<IReadOnlyList<TrustStoreResult>> UninstallAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        if (store.FindObstacle(forChange: true) is { } obstacle)
            return CreateResults(store, certificates, obstacle);
        return await GuardAsync(store, certificates, async () =>
        {
            StoreContents before = await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false);
            List<StoreCertificate> present = FindPending(before, certificates, install: false);
            // Read before the removal: the path of a certificate cannot be found afterwards.
            Dictionary<StoreCertificate, string> paths = present.ToDictionary(static certificate => certificate, store.PathOf);
            string? failure = present.Count == 0
                ? null
                : await TryAsync(() => store.RemoveAsync(present, cancellationToken)).ConfigureAwait(false);
            StoreContents after = present.Count == 0
                ? before
                : await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false);

            return certificates.Select(certificate =>
            {
                bool wasThere = present.Contains(certificate) && !before.Lost.Contains(certificate.Sha256);
                bool gone = !after.Trusted.Contains(certificate.Sha256);
                if (after.Stored.Contains(certificate.Sha256) || (wasThere && failure is not null))
                    return CreateResult(store, certificate, TrustStoreStatus.Failed, failure ?? TrustStoreMessages.StillThere);
                TrustStoreStatus status = wasThere && (gone || before.Stored.Contains(certificate.Sha256))
                    ? TrustStoreStatus.Removed
                    : TrustStoreStatus.NotPresent;
                string? detail = gone ? null : TrustStoreMessages.TrustedFromElsewhere;
                return CreateResult(store, certificate, status, detail, paths.GetValueOrDefault(certificate));
            }).ToList();
        }).ConfigureAwait(false);
    }

    /// <summary>What is there.</summary>
    public static async Task<IReadOnlyList<TrustStoreResult>> ReadAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        if (store.FindObstacle(forChange: false) is { } obstacle)
            return CreateResults(store, certificates, obstacle);
        return await GuardAsync(store, certificates, async () =>
        {
            StoreContents contents = await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false);
            List<TrustStoreResult> results = [];
            foreach (StoreCertificate certificate in certificates)
            {
                if (HasExpired(certificate))
                {
                    bool isThere = contents.Stored.Contains(certificate.Sha256) || contents.Trusted.Contains(certificate.Sha256);
                    TrustStoreStatus status = isThere ? TrustStoreStatus.Installed : TrustStoreStatus.NotPresent;
                    results.Add(CreateResult(store, certificate, status, DescribeExpiry(certificate)));
                }
                else if (contents.Trusted.Contains(certificate.Sha256))
                {
                    string? why = await WhyNotTrustedAsync(store, certificate, cancellationToken).ConfigureAwait(false);
                    results.Add(why is null
                        ? CreateResult(store, certificate, TrustStoreStatus.Installed, FromElsewhere(contents, certificate))
                        : CreateResult(store, certificate, TrustStoreStatus.Failed, why));
                }
                else if (contents.Stored.Contains(certificate.Sha256))
                    results.Add(CreateResult(store, certificate, TrustStoreStatus.Failed, TrustStoreMessages.HalfInstalled));
                else if (contents.Lost.Contains(certificate.Sha256))
                    results.Add(CreateResult(store, certificate, TrustStoreStatus.Failed, TrustStoreMessages.LostAtUpgrade));
                else
                    results.Add(CreateResult(store, certificate, TrustStoreStatus.NotPresent));
            }
            return results;
        }).ConfigureAwait(false);
    }

    // What counts without being stored may be half a removal: then the store brings itself up to date.
    private static List<StoreCertificate> FindPending(StoreContents contents, IReadOnlyList<StoreCertificate> certificates, bool install)
        => [.. certificates.Where(certificate => install
            ? !contents.Trusted.Contains(certificate.Sha256) && !HasExpired(certificate)
            : contents.Stored.Contains(certificate.Sha256) || contents.Trusted.Contains(certificate.Sha256)
                || contents.Lost.Contains(certificate.Sha256))];

    /// <summary>An expired sub CA is of no use; the root and its other sub CAs count without it.</summary>
    private static bool HasExpired(StoreCertificate certificate)
        => !certificate.IsRoot && certificate.Certificate.NotAfter.ToUniversalTime() < DateTime.UtcNow;

    private static string DescribeExpiry(StoreCertificate certificate)
        => Localized.Format(TrustStoreMessages.SubEnded, certificate.Certificate.Subject, UtcText.Day(certificate.Certificate.NotAfter));

    private static async Task<string?> WhyNotTrustedAsync(
        ITrustStore store, StoreCertificate certificate, CancellationToken cancellationToken)
        => await store.VerifyAsync(certificate, cancellationToken).ConfigureAwait(false) is { } why
            ? Localized.Format(TrustStoreMessages.ThereButNotTrusted, why)
            : null;

    private static string? FromElsewhere(StoreContents contents, StoreCertificate certificate)
        => contents.Stored.Contains(certificate.Sha256) ? null : TrustStoreMessages.TrustedFromElsewhere;

    /// <summary>A step that may fail half-way; the store is read afterwards to see how far it came.</summary>
    private static async Task<string?> TryAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (IsStoreFault(e))
        {
            return e.Message;
        }
    }

    /// <summary>A store that cannot be read does not keep the others from their turn.</summary>
    private static async Task<IReadOnlyList<TrustStoreResult>> GuardAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, Func<Task<List<TrustStoreResult>>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (IsStoreFault(e))
        {
            return CreateResults(store, certificates, new StoreObstacle(TrustStoreStatus.Failed, e.Message));
        }
    }

    private static bool IsStoreFault(Exception e) => e is TrustStoreException or IOException or UnauthorizedAccessException;

    private static List<TrustStoreResult> CreateResults(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, StoreObstacle obstacle)
        => [.. certificates.Select(certificate => CreateResult(store, certificate, obstacle.Status, obstacle.Detail))];

    private static TrustStoreResult CreateResult(
        ITrustStore store, StoreCertificate certificate, TrustStoreStatus status, string? detail = null, string? path = null) => new()
    {
        Store = store.Name,
        Scope = store.Scope,
        Path = path ?? store.PathOf(certificate),
        Subject = certificate.Certificate.Subject,
        Thumbprint = certificate.Certificate.Thumbprint,
        Sha256 = certificate.Sha256,
        NotAfter = certificate.Certificate.NotAfter.ToUniversalTime(),
        Status = status,
        Detail = detail,
    };
}

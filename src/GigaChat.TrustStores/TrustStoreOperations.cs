using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.TrustStores;

/// <summary>Installs, removes and looks up certificates in a store, and tells what became of each. Repeating any of it does no harm.</summary>
internal static class TrustStoreOperations
{
    /// <summary>What a change would change: those that do not count yet, or those that are there.</summary>
    public static async Task<IReadOnlyList<StoreCertificate>> FindPendingAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, bool install, CancellationToken cancellationToken)
    {
        try
        {
            return Pending(await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false), certificates, install);
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
            return Rows(store, certificates, obstacle);
        return await GuardAsync(store, certificates, async () =>
        {
            StoreContents before = await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false);
            List<StoreCertificate> missing = Pending(before, certificates, install: true);
            string? failure = missing.Count == 0
                ? null
                : await TryAsync(() => store.InstallAsync(missing, cancellationToken)).ConfigureAwait(false);
            StoreContents after = missing.Count == 0 ? before : await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false);

            List<TrustStoreResult> rows = [];
            foreach (StoreCertificate certificate in certificates)
            {
                if (HasEnded(certificate))
                {
                    rows.Add(Row(store, certificate, TrustStoreStatus.Skipped, EndOf(certificate)));
                    continue;
                }
                string? why = after.Trusted.Contains(certificate.Sha256)
                    ? await WhyNotTrustedAsync(store, certificate, cancellationToken).ConfigureAwait(false)
                    : failure ?? TrustStoreMessages.NotThereAfterwards;
                if (why is not null)
                    rows.Add(Row(store, certificate, TrustStoreStatus.Failed, why));
                else if (missing.Contains(certificate))
                    rows.Add(Row(store, certificate, TrustStoreStatus.Installed));
                else
                    rows.Add(Row(store, certificate, TrustStoreStatus.AlreadyPresent, FromElsewhere(before, certificate)));
            }
            return rows;
        }).ConfigureAwait(false);
    }

    /// <summary>Takes certificates out. What is not there counts as done.</summary>
    public static async Task<IReadOnlyList<TrustStoreResult>> UninstallAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        if (store.FindObstacle(forChange: true) is { } obstacle)
            return Rows(store, certificates, obstacle);
        return await GuardAsync(store, certificates, async () =>
        {
            StoreContents before = await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false);
            List<StoreCertificate> present = Pending(before, certificates, install: false);
            // Found out now: afterwards nobody knows under which name the file lay.
            Dictionary<StoreCertificate, string> paths = present.ToDictionary(static certificate => certificate, store.PathOf);
            string? failure = present.Count == 0
                ? null
                : await TryAsync(() => store.RemoveAsync(present, cancellationToken)).ConfigureAwait(false);
            StoreContents after = present.Count == 0 ? before : await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false);

            return certificates.Select(certificate =>
            {
                bool wasThere = present.Contains(certificate);
                bool gone = !after.Trusted.Contains(certificate.Sha256);
                if (after.Stored.Contains(certificate.Sha256) || (wasThere && failure is not null))
                    return Row(store, certificate, TrustStoreStatus.Failed, failure ?? TrustStoreMessages.StillThere);
                TrustStoreStatus status = wasThere && (gone || before.Stored.Contains(certificate.Sha256)) ? TrustStoreStatus.Removed : TrustStoreStatus.NotPresent;
                return Row(store, certificate, status, gone ? null : TrustStoreMessages.TrustedFromElsewhere, paths.GetValueOrDefault(certificate));
            }).ToList();
        }).ConfigureAwait(false);
    }

    /// <summary>What is there.</summary>
    public static async Task<IReadOnlyList<TrustStoreResult>> ReadAsync(
        ITrustStore store, IReadOnlyList<StoreCertificate> certificates, CancellationToken cancellationToken)
    {
        if (store.FindObstacle(forChange: false) is { } obstacle)
            return Rows(store, certificates, obstacle);
        return await GuardAsync(store, certificates, async () =>
        {
            StoreContents contents = await store.ReadAsync(certificates, cancellationToken).ConfigureAwait(false);
            List<TrustStoreResult> rows = [];
            foreach (StoreCertificate certificate in certificates)
            {
                if (HasEnded(certificate))
                {
                    bool isThere = contents.Stored.Contains(certificate.Sha256) || contents.Trusted.Contains(certificate.Sha256);
                    rows.Add(Row(store, certificate, isThere ? TrustStoreStatus.Installed : TrustStoreStatus.NotPresent, EndOf(certificate)));
                }
                else if (contents.Trusted.Contains(certificate.Sha256))
                {
                    string? why = await WhyNotTrustedAsync(store, certificate, cancellationToken).ConfigureAwait(false);
                    rows.Add(why is null
                        ? Row(store, certificate, TrustStoreStatus.Installed, FromElsewhere(contents, certificate))
                        : Row(store, certificate, TrustStoreStatus.Failed, why));
                }
                else if (contents.Stored.Contains(certificate.Sha256))
                    rows.Add(Row(store, certificate, TrustStoreStatus.Failed, TrustStoreMessages.HalfInstalled));
                else
                    rows.Add(Row(store, certificate, TrustStoreStatus.NotPresent));
            }
            return rows;
        }).ConfigureAwait(false);
    }

    // What counts without being stored may be half a removal: then the store brings itself up to date.
    private static List<StoreCertificate> Pending(StoreContents contents, IReadOnlyList<StoreCertificate> certificates, bool install)
        => [.. certificates.Where(certificate => install
            ? !contents.Trusted.Contains(certificate.Sha256) && !HasEnded(certificate)
            : contents.Stored.Contains(certificate.Sha256) || contents.Trusted.Contains(certificate.Sha256))];

    /// <summary>A sub CA whose time is over helps nobody any more; the root and its other sub CAs count without it.</summary>
    private static bool HasEnded(StoreCertificate certificate) => !certificate.IsRoot && certificate.Certificate.NotAfter.ToUniversalTime() < DateTime.UtcNow;

    private static string EndOf(StoreCertificate certificate)
        => Localized.Format(TrustStoreMessages.SubEnded, certificate.Certificate.Subject, UtcText.Day(certificate.Certificate.NotAfter));

    private static async Task<string?> WhyNotTrustedAsync(ITrustStore store, StoreCertificate certificate, CancellationToken cancellationToken)
        => await store.VerifyAsync(certificate, cancellationToken).ConfigureAwait(false) is { } why ? Localized.Format(TrustStoreMessages.ThereButNotTrusted, why) : null;

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
            return Rows(store, certificates, new StoreObstacle(TrustStoreStatus.Failed, e.Message));
        }
    }

    private static bool IsStoreFault(Exception e) => e is TrustStoreException or IOException or UnauthorizedAccessException;

    private static List<TrustStoreResult> Rows(ITrustStore store, IReadOnlyList<StoreCertificate> certificates, StoreObstacle obstacle)
        => [.. certificates.Select(certificate => Row(store, certificate, obstacle.Status, obstacle.Detail))];

    private static TrustStoreResult Row(ITrustStore store, StoreCertificate certificate, TrustStoreStatus status, string? detail = null, string? path = null) => new()
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

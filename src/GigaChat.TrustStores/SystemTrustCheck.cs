using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Diagnosis;
using GigaChat.Resources;
using GigaChat.Trust;

namespace GigaChat.TrustStores;

/// <summary>Whether this system trusts the Mintsifry certificates, without any help of this library.</summary>
internal static class SystemTrustCheck
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Why the certificates do not count: a text for each, but for expired sub CAs. The stores of the system complete each other; each
    /// browser, Java and Python has to have all of them. Stores that are not there have no part in it, unless none is.
    /// </summary>
    /// <returns>The reasons; none where all of them count.</returns>
    public static async Task<IReadOnlyList<string>> FindReasonsAsync(IReadOnlyList<ITrustStore> stores, CancellationToken cancellationToken)
    {
        List<(string Group, IReadOnlyList<TrustStoreResult> Rows)> read = [];
        foreach (ITrustStore store in stores)
        {
            IReadOnlyList<TrustStoreResult> rows = await TrustStoreOperations.ReadAsync(
                store, CertificateSource.Embedded.Certificates, cancellationToken).ConfigureAwait(false);
            read.Add((IsIndependent(store) ? read.Count.ToString(CultureInfo.InvariantCulture) : "", rows));
        }
        TrustStoreResult[][] groups = [.. read.GroupBy(static pair => pair.Group, static pair => pair.Rows)
            .Select(static group => group.SelectMany(static rows => rows).ToArray())];
        TrustStoreResult[][] present = [.. groups.Where(static rows
            => rows.Any(static row => row.Status != TrustStoreStatus.Skipped))];
        return [.. (present.Length > 0 ? present : groups).SelectMany(FindReasons).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsIndependent(ITrustStore store) => store is NssStore or JavaStore or PythonStore;

    private static IEnumerable<string> FindReasons(TrustStoreResult[] rows)
    {
        HashSet<string> trusted = [.. rows.Where(static row => row.Status == TrustStoreStatus.Installed).Select(static row => row.Sha256)];
        Dictionary<string, string> faults = [];
        foreach (TrustStoreResult row in rows.Where(static row => row is { Status: TrustStoreStatus.Failed, Detail: not null }))
            faults[row.Sha256] = $"{row.Store} ({(row.Store == PythonStore.StoreName ? row.Path : row.Scope)}): {row.Detail}";
        return CertificateSource.Embedded.Certificates
            .Where(certificate => !trusted.Contains(certificate.Sha256))
            .Where(static certificate => certificate.IsRoot || certificate.Certificate.NotAfter.ToUniversalTime() >= DateTime.UtcNow)
            .Select(certificate => Localized.Format(
                faults.ContainsKey(certificate.Sha256) ? TrustStoreMessages.NotTrustedBecause : TrustStoreMessages.NotInstalled,
                certificate.Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), certificate.Sha256,
                faults.GetValueOrDefault(certificate.Sha256)).Text);
    }

    /// <summary>
    /// Does a TLS handshake with an address under the system's trust alone, through the system's proxy where there is one. What
    /// the process saw of the machine's store may be up to five minutes old.
    /// </summary>
    /// <exception cref="GigaChatException">The address is no HTTPS address, or there is no answer from it.</exception>
    public static async Task<ServerTrustResult> ProbeAsync(Uri uri, CancellationToken cancellationToken)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme != Uri.UriSchemeHttps)
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(TrustStoreMessages.NotHttps, uri.OriginalString));
        var options = new GigaChatOptions { Trust = new TrustSettings { SystemTrustOnly = true } };
        var settings = new ProbeSettings(TimeLimit, TimeProvider.System, CurrentHost.Platform);
        using var probe = new ServerProbe(options, new ServerTrust(options.Trust), credential: null, uri, settings);
        ConnectionCheck? failed = null;
        await foreach (ConnectionCheck check in probe.RunAsync(cancellationToken).ConfigureAwait(false))
            failed ??= check.Succeeded ? null : check;
        if (probe.Verdict is { } verdict)
            return new ServerTrustResult(verdict.Accepted, verdict.Chain is [.., var end] ? end : null);
        throw probe.HasTimedOut
            ? new GigaChatException(GigaChatErrorKind.Timeout,
                Localized.Format(TrustStoreMessages.ProbeTimedOut, uri.Authority, TimeLimit.TotalSeconds))
            : Unreachable(uri, failed!);
    }

    // With the key of the step's advice, which the module completes.
    private static GigaChatException Unreachable(Uri uri, ConnectionCheck failed)
    {
        LocalizedMessage message = Localized.Format(TrustStoreMessages.ProbeFailed, uri.Authority, $"{failed.Detail}. {failed.Advice}");
        return new(GigaChatErrorKind.ConnectionFailed, failed.AdviceText is { } advice ? advice with { Text = message } : message);
    }
}

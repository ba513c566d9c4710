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

    /// <summary>Why the certificates do not count: a text for each that counts in no store, but for expired sub CAs.</summary>
    /// <returns>The reasons; none where all of them count.</returns>
    public static async Task<IReadOnlyList<string>> FindReasonsAsync(IReadOnlyList<ITrustStore> stores, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoreCertificate> certificates = CertificateSource.Embedded.Certificates;
        HashSet<string> trusted = [];
        Dictionary<string, string> faults = [];
        foreach (ITrustStore store in stores)
        {
            IReadOnlyList<TrustStoreResult> results = await TrustStoreOperations.ReadAsync(
                store, certificates, cancellationToken).ConfigureAwait(false);
            trusted.UnionWith(results.Where(static row => row.Status == TrustStoreStatus.Installed).Select(static row => row.Sha256));
            foreach (TrustStoreResult row in results.Where(static row => row is { Status: TrustStoreStatus.Failed, Detail: not null }))
                faults[row.Sha256] = $"{row.Store} ({row.Scope}): {row.Detail}";
        }
        return
        [
            .. certificates
                .Where(certificate => !trusted.Contains(certificate.Sha256))
                .Where(static certificate => certificate.IsRoot || certificate.Certificate.NotAfter.ToUniversalTime() >= DateTime.UtcNow)
                .Select(certificate => Localized.Format(
                    faults.ContainsKey(certificate.Sha256) ? TrustStoreMessages.NotTrustedBecause : TrustStoreMessages.NotInstalled,
                    certificate.Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), certificate.Sha256,
                    faults.GetValueOrDefault(certificate.Sha256)).Text),
        ];
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

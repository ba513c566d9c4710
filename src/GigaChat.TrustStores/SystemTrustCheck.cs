using GigaChat.Core;
using GigaChat.Diagnosis;
using GigaChat.Resources;
using GigaChat.Trust;

namespace GigaChat.TrustStores;

/// <summary>Whether this system trusts the Mintsifry certificates, without any help of this library.</summary>
internal static class SystemTrustCheck
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    /// <summary>Whether the root and every sub CA that is still valid count in one of the stores.</summary>
    public static async Task<bool> AreInstalledAsync(IReadOnlyList<ITrustStore> stores, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoreCertificate> certificates = CertificateSource.Embedded.Certificates;
        HashSet<string> trusted = [];
        foreach (ITrustStore store in stores)
        {
            IReadOnlyList<TrustStoreResult> results = await TrustStoreOperations.ReadAsync(
                store, certificates, cancellationToken).ConfigureAwait(false);
            trusted.UnionWith(results.Where(static row => row.Status == TrustStoreStatus.Installed).Select(static row => row.Sha256));
        }
        return certificates.All(certificate => trusted.Contains(certificate.Sha256)
            || (!certificate.IsRoot && certificate.Certificate.NotAfter.ToUniversalTime() < DateTime.UtcNow));
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

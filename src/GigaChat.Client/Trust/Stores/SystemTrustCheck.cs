using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using GigaChat.Resources;

namespace GigaChat;

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
            IReadOnlyList<TrustStoreResult> rows = await TrustStoreActions.ReadAsync(store, certificates, cancellationToken).ConfigureAwait(false);
            trusted.UnionWith(rows.Where(static row => row.Status == TrustStoreStatus.Installed).Select(static row => row.Sha256));
        }
        return certificates.All(certificate => trusted.Contains(certificate.Sha256)
            || (!certificate.IsRoot && certificate.Certificate.NotAfter.ToUniversalTime() < DateTime.UtcNow));
    }

    /// <summary>Shakes hands with an address under the system's trust alone. What the process saw of the machine's store may be up to five minutes old.</summary>
    /// <exception cref="GigaChatException">The address is no HTTPS address, or nobody answers there.</exception>
    public static async Task<TrustVerdict> ProbeAsync(Uri uri, CancellationToken cancellationToken)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme != Uri.UriSchemeHttps)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Text.Format(TrustMessages.NotHttps, uri.OriginalString));
        TrustVerdict? verdict = null;
        var trust = new ServerTrust(new TrustSettings { SystemTrustOnly = true });
        SslClientAuthenticationOptions options = trust.CreateOptions();
        options.TargetHost = uri.IdnHost;
        options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            verdict = trust.Examine(uri.IdnHost, certificate as System.Security.Cryptography.X509Certificates.X509Certificate2, chain, errors);
            return verdict.Accepted;
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(uri.IdnHost, uri.Port, limit.Token).ConfigureAwait(false);
            using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsClientAsync(options, limit.Token).ConfigureAwait(false);
            return verdict!;
        }
        catch (AuthenticationException) when (verdict is { Accepted: false })
        {
            return verdict;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GigaChatException(GigaChatErrorKind.Timeout, Text.Format(TrustMessages.ProbeTimedOut, uri.Authority, TimeLimit.TotalSeconds), e);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            throw new GigaChatException(GigaChatErrorKind.ConnectionFailed, Text.Format(TrustMessages.ProbeFailed, uri.Authority, e.Message), e);
        }
    }
}

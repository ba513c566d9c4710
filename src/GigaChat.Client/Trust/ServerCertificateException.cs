using System.Security.Authentication;

namespace GigaChat.Trust;

/// <summary>
/// Carries the reason of a refusal out of the TLS handshake. A callback that only answers "no" loses it, and a note
/// kept per host would mix up connections that are opened at the same time; the exception belongs to one handshake.
/// </summary>
internal sealed class ServerCertificateException(CertificateRejection rejection) : AuthenticationException(rejection.Message)
{
    /// <summary>Why the server was refused.</summary>
    public CertificateRejection Problem { get; } = rejection;
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Authentication;
using GigaChat.Core;
using GigaChat.Http;

namespace GigaChat;

/// <summary>How to sign in: one of the five ways, with its secret.</summary>
public sealed class GigaChatCredential : IDisposable
{
    private GigaChatCredential(SignInKind kind, Secret? secret = null, X509Certificate2? certificate = null)
    {
        Kind = kind;
        Secret = secret;
        Certificate = certificate;
    }

    /// <summary>The way.</summary>
    public SignInKind Kind { get; }

    /// <summary>The key, the token, or <c>user:password</c>.</summary>
    internal Secret? Secret { get; }

    /// <summary>The client certificate with its private key.</summary>
    internal X509Certificate2? Certificate { get; }

    /// <summary>Signs in with the authorization key of a project.</summary>
    /// <param name="key">The key as the Studio shows it, or <c>clientId:clientSecret</c>.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.KeyInvalid"/> for a text that cannot be a key.</exception>
    /// <returns>The way to sign in.</returns>
    public static GigaChatCredential FromKey(Secret key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(SignInKind.AuthorizationKey, AuthorizationKey.Normalize(key));
    }

    /// <summary>Signs in with client id and secret.</summary>
    /// <param name="clientId">The client id, a UUID.</param>
    /// <param name="clientSecret">The client secret; the ready authorization key is accepted too.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.KeyInvalid"/>.</exception>
    /// <returns>The way to sign in.</returns>
    public static GigaChatCredential FromClient(string clientId, Secret clientSecret)
    {
        ArgumentNullException.ThrowIfNull(clientSecret);
        return new(SignInKind.ClientSecret, AuthorizationKey.FromClient(clientId, clientSecret));
    }

    /// <summary>Signs in with user name and password (<c>POST base/token</c>).</summary>
    /// <param name="user">The user name, without a colon.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.KeyInvalid"/>.</exception>
    /// <returns>The way to sign in.</returns>
    public static GigaChatCredential FromPassword(string user, Secret password)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (string.IsNullOrWhiteSpace(user) || user.Contains(':', StringComparison.Ordinal) || password.IsEmpty)
            throw new GigaChatException(GigaChatErrorKind.KeyInvalid, Resources.Messages.UserOrPasswordMissing);
        return new(SignInKind.Password, Secret.Pair(user, password.Reveal()));
    }

    /// <summary>Uses a token from elsewhere. It cannot be renewed.</summary>
    /// <param name="token">The token, also as it stands in a header or behind the name of a variable.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.KeyInvalid"/> for an empty one or one with line breaks in it.
    /// </exception>
    /// <returns>The way to sign in.</returns>
    public static GigaChatCredential FromToken(Secret token)
    {
        ArgumentNullException.ThrowIfNull(token);
        char[] buffer = GC.AllocateUninitializedArray<char>(token.Reveal().Length, pinned: true);
        try
        {
            int length = PastedSecret.CopyVisible(token.Reveal(), buffer, keepWhiteSpace: true);
            ReadOnlySpan<char> text = PastedSecret.Unwrap(buffer.AsSpan(0, length));
            if (!HeaderText.IsToken(text))
                throw new GigaChatException(GigaChatErrorKind.KeyInvalid, Resources.Messages.TokenMalformed);
            return new(SignInKind.AccessToken, Secret.From(text));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(buffer.AsSpan()));
        }
    }

    /// <summary>Shows a client certificate to the service instead of a token.</summary>
    /// <param name="certificate">The certificate with its private key; it is owned by the caller.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.KeyInvalid"/> where the private key is missing.</exception>
    /// <returns>The way to sign in.</returns>
    public static GigaChatCredential FromCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.HasPrivateKey)
        {
            LocalizedMessage message = Localized.Format(Resources.Messages.CertificateWithoutKey, certificate.Subject);
            throw new GigaChatException(GigaChatErrorKind.KeyInvalid, message);
        }
        return new(SignInKind.Certificate, certificate: certificate);
    }

    /// <summary>Shows a client certificate from a file.</summary>
    /// <param name="path">The full path of the certificate (PEM or DER), or of certificate and key in one (PEM, or PFX, that is
    /// PKCS#12).</param>
    /// <param name="keyPath">The full path of the private key (PEM); null where it is in the first file.</param>
    /// <param name="password">The password of the key or of the PFX, or null; it is owned by the caller.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.FileNotFound"/> or <see cref="GigaChatErrorKind.TooLarge"/> for a file that cannot be read,
    /// <see cref="GigaChatErrorKind.KeyInvalid"/> for one without a certificate and its private key.
    /// </exception>
    /// <returns>The way to sign in.</returns>
    public static GigaChatCredential FromCertificateFile(string path, string? keyPath = null, Secret? password = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FromCertificate(ClientCertificateFile.Read(path, keyPath, password));
    }

    /// <summary>Shows a client certificate from the system's personal store: the user's, else the machine's.</summary>
    /// <param name="thumbprint">Its SHA-1 thumbprint; spaces and colons in it do not matter.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.KeyInvalid"/> where there is none of that thumbprint, or its private key is missing.
    /// </exception>
    /// <returns>The way to sign in.</returns>
    public static GigaChatCredential FromCertificateThumbprint(string thumbprint)
    {
        ArgumentException.ThrowIfNullOrEmpty(thumbprint);
        return FromCertificate(ClientCertificateStore.Find(thumbprint));
    }

    /// <summary>The same way with a copy of the secret, for a second owner.</summary>
    internal GigaChatCredential Copy() => new(Kind, Secret is null ? null : Secret.From(Secret.Reveal()), Certificate);

    /// <inheritdoc/>
    public void Dispose() => Secret?.Dispose();
}

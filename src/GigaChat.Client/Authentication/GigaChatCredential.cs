using System.Security.Cryptography.X509Certificates;
using GigaChat.Authentication;
using GigaChat.Core;

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

    /// <summary>Uses a token that somebody else fetched. It lasts as long as it lasts.</summary>
    /// <param name="token">The token, with or without the word Bearer before it.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.KeyInvalid"/> for an empty one or one with line breaks in it.</exception>
    /// <returns>The way to sign in.</returns>
    public static GigaChatCredential FromToken(Secret token)
    {
        ArgumentNullException.ThrowIfNull(token);
        ReadOnlySpan<char> text = token.Reveal().Trim();
        if (text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            text = text["Bearer ".Length..].TrimStart();
        if (text.IsEmpty || text.ContainsAnyExceptInRange('!', '~'))
            throw new GigaChatException(GigaChatErrorKind.KeyInvalid, Resources.Messages.TokenMalformed);
        return new(SignInKind.AccessToken, Secret.From(text));
    }

    /// <summary>Shows a client certificate to the service instead of a token.</summary>
    /// <param name="certificate">The certificate with its private key; it is owned by the caller.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.KeyInvalid"/> where the private key is missing.</exception>
    /// <returns>The way to sign in.</returns>
    public static GigaChatCredential FromCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.HasPrivateKey)
            throw new GigaChatException(GigaChatErrorKind.KeyInvalid, Localized.Format(Resources.Messages.CertificateWithoutKey, certificate.Subject));
        return new(SignInKind.Certificate, certificate: certificate);
    }

    /// <summary>The same way with a copy of the secret, for a second owner.</summary>
    internal GigaChatCredential Copy() => new(Kind, Secret is null ? null : Secret.From(Secret.Reveal()), Certificate);

    /// <inheritdoc/>
    public void Dispose() => Secret?.Dispose();
}

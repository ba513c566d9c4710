using System.Net.Http.Headers;
using System.Security.Cryptography;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Authentication;

/// <summary>Gets tokens for one connection, out of the cache or from the service.</summary>
internal sealed class TokenProvider
{
    // What the handlers need to know of it; address and body are on the message itself.
    private static readonly ServiceRequest Request = new(HttpMethod.Post, "")
    {
        IsSensitive = true,
        MaxResponseBytes = ZeroizedContent.MaxBytes,
    };

    private readonly SignInSettings _settings;
    private readonly GigaChatCredential _credential;
    private readonly TokenCache.Lease? _share;
    private readonly AccessToken? _given;
    private readonly HttpClient _http;

    /// <param name="settings">Address, scope and time limit.</param>
    /// <param name="credential">The way to sign in.</param>
    /// <param name="http">The client for the sign-in address.</param>
    public TokenProvider(SignInSettings settings, GigaChatCredential credential, HttpClient http)
    {
        _settings = settings;
        _credential = credential;
        _http = http;
        if (credential.Kind == SignInKind.AccessToken)
            _given = new AccessToken(new string(credential.Secret!.Reveal()), null);
        else if (UsesToken)
            _share = TokenCache.Acquire(
                credential.Kind, credential.Secret!.Reveal(), settings.Scope, settings.Address, settings.TrustKey);
    }

    /// <summary>False where a client certificate stands in for the token.</summary>
    public bool UsesToken => _credential.Kind != SignInKind.Certificate;

    /// <summary>False for a token that was handed over.</summary>
    public bool CanRenew => _share is not null;

    /// <summary>When the token held now ends (UTC); null where it is not known.</summary>
    public DateTimeOffset? TokenExpires => _share?.Token.Current?.ExpiresAt;

    /// <summary>A token that lasts at least another minute.</summary>
    public ValueTask<AccessToken> GetTokenAsync(CallOptions? options, CancellationToken cancellationToken)
        => _share is null
            ? ValueTask.FromResult(_given!)
            : _share.Token.GetAsync(token => FetchAsync(options, token), cancellationToken);

    /// <summary>Fetches a token even where a good one is held, which it replaces once it is there.</summary>
    public async Task<AccessToken> RefreshAsync(CallOptions? options, CancellationToken cancellationToken)
    {
        AccessToken token = await FetchAsync(options, cancellationToken).ConfigureAwait(false);
        _share?.Token.Set(token);
        return token;
    }

    /// <summary>The way to sign in, for a second connection.</summary>
    public GigaChatCredential CopyCredential() => _credential.Copy();

    /// <summary>Drops exactly the token that failed.</summary>
    public void Invalidate(AccessToken failed) => _share?.Token.Invalidate(failed);

    /// <summary>Forgets the secret, and the token unless another connection shares it.</summary>
    public void Clear()
    {
        _share?.Dispose();
        _credential.Dispose();
    }

    private async Task<AccessToken> FetchAsync(CallOptions? options, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _settings.Address);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var traced = new CallOptions { Trace = options?.Trace, Pauses = options?.Pauses };
        new AttemptContext(Request, traced, _settings.Timeout).AttachTo(message);
        using HttpResponseMessage response = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? await ReadAsync(response, cancellationToken).ConfigureAwait(false)
            : throw await SignInError.FromAsync(response, _credential.Kind, cancellationToken).ConfigureAwait(false);
    }

    // A connection that is closed meanwhile has cleared the secret: that is an error of the sending, too.
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        byte[]? password = null;
        try
        {
            if (_credential.Kind == SignInKind.Password)
            {
                password = _credential.Secret!.RevealUtf8();
                message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(password));
            }
            else
            {
                message.Headers.Authorization = new AuthenticationHeaderValue("Basic", new string(_credential.Secret!.Reveal()));
                message.Content = new FormUrlEncodedContent([new("scope", _settings.Scope)]);
            }
            return await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
            when (TransportError.From(e, _settings.Address, _settings.Transport, _settings.Timeout, SecretRedactor.For(message),
                cancellationToken) is { } error)
        {
            throw error;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }

    private static async Task<AccessToken> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        AccessTokenResponse answer = await JsonResponseReader
            .ReadAsync(response, ResponseJsonContext.Instance.AccessTokenResponse, cancellationToken).ConfigureAwait(false);
        string? value = answer.AccessToken ?? answer.Tok;
        long expires = answer.ExpiresAt != 0 ? answer.ExpiresAt : answer.Exp;
        // A request with a token that no header can carry would end in an error of the framework's.
        if (!HeaderText.IsToken(value) || expires == 0)
        {
            throw new GigaChatException(GigaChatErrorKind.ResponseInvalid, Messages.TokenAnswerIncomplete)
            {
                StatusCode = response.StatusCode,
            };
        }
        return new AccessToken(value!, WireTime.From(expires));
    }
}

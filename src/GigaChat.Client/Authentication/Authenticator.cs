using System.Net.Http.Headers;
using System.Security.Cryptography;
using GigaChat.Json;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>Gets tokens for one connection, out of the cache or from the service.</summary>
internal sealed class Authenticator
{
    private readonly GigaChatOptions _options;
    private readonly GigaChatSignIn _signIn;
    private readonly Uri _address;
    private readonly TokenCache.Share? _share;
    private readonly AccessToken? _given;
    private readonly HttpClient _http;

    /// <param name="options">Scope, addresses and time limit.</param>
    /// <param name="signIn">The way to sign in.</param>
    /// <param name="http">The client for the sign-in address.</param>
    public Authenticator(GigaChatOptions options, GigaChatSignIn signIn, HttpClient http)
    {
        _options = options;
        _signIn = signIn;
        _http = http;
        _address = signIn.Kind == SignInKind.Password ? ServiceAddress.Below(options.BaseUri, "token") : options.AuthUri;
        if (signIn.Kind == SignInKind.AccessToken)
            _given = new AccessToken(new string(signIn.Secret!.Reveal()), null);
        else if (UsesToken)
            _share = TokenCache.Rent(signIn.Kind, signIn.Secret!.Reveal(), options.Scope, _address);
    }

    /// <summary>False where a client certificate stands in for the token.</summary>
    public bool UsesToken => _signIn.Kind != SignInKind.Certificate;

    /// <summary>False for a token that was handed to us.</summary>
    public bool CanRenew => _share is not null;

    /// <summary>When the token held now ends (UTC); null where it is not known.</summary>
    public DateTimeOffset? TokenExpires => _share?.Slot.Current?.ExpiresAt;

    /// <summary>A token that lasts at least another minute.</summary>
    public ValueTask<AccessToken> GetTokenAsync(Action<RequestTrace>? trace, CancellationToken cancellationToken)
        => _share is null
            ? ValueTask.FromResult(_given!)
            : _share.Slot.GetAsync(token => FetchAsync(trace, token), cancellationToken);

    /// <summary>Fetches a token even where a good one is held, which it replaces once it is there.</summary>
    public async Task<AccessToken> FetchAnewAsync(Action<RequestTrace>? trace, CancellationToken cancellationToken)
    {
        AccessToken token = await FetchAsync(trace, cancellationToken).ConfigureAwait(false);
        _share?.Slot.Set(token);
        return token;
    }

    /// <summary>The way to sign in, for a second connection.</summary>
    public GigaChatSignIn CopySignIn() => _signIn.Copy();

    /// <summary>Drops exactly the token that failed.</summary>
    public void Drop(AccessToken failed) => _share?.Slot.Drop(failed);

    /// <summary>Forgets the secret, and the token unless another connection shares it.</summary>
    public void Forget()
    {
        _share?.Dispose();
        _signIn.Dispose();
    }

    private async Task<AccessToken> FetchAsync(Action<RequestTrace>? trace, CancellationToken cancellationToken)
    {
        byte[]? password = null;
        using var request = new HttpRequestMessage(HttpMethod.Post, _address);
        try
        {
            if (_signIn.Kind == SignInKind.Password)
            {
                password = _signIn.Secret!.RevealUtf8();
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(password));
            }
            else
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", new string(_signIn.Secret!.Reveal()));
                request.Content = new FormUrlEncodedContent([new("scope", _options.Scope)]);
            }
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            _ = new ServiceCall(request, _options.Timeout) { LargestAnswer = ClearedContent.LargestBody, Trace = trace, Secret = true };

            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw await ServiceError.FromSignInAsync(response, _signIn.Kind, cancellationToken).ConfigureAwait(false);
            return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (TransportError.From(e, _address, _options, _options.Timeout, cancellationToken) is { } error)
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
        TokenAnswer answer = await ServiceJson.ReadAsync(response, WireContext.Wire.TokenAnswer, cancellationToken).ConfigureAwait(false);
        string? value = answer.AccessToken ?? answer.Tok;
        long expires = answer.ExpiresAt != 0 ? answer.ExpiresAt : answer.Exp;
        if (string.IsNullOrWhiteSpace(value) || expires == 0)
            throw new GigaChatException(GigaChatErrorKind.ResponseInvalid, Messages.TokenAnswerIncomplete) { StatusCode = response.StatusCode };
        return new AccessToken(value, WireTime.From(expires));
    }
}

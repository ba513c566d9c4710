using System.Globalization;
using GigaChat.Authentication;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Logging;
using GigaChat.Trust;

namespace GigaChat;

/// <summary>
/// A signed-in connection: settings, HTTP clients, token and a gate for the number of requests at a time.
/// Safe for use from many threads. What it shows holds no secret.
/// </summary>
public sealed class GigaChatConnection : IGigaChatConnection, IDisposable
{
    private readonly TokenProvider _tokens;
    private readonly HttpPipeline _http;
    private readonly UseCounter _uses = new();
    private readonly ConnectionUsage _usage = new();
    private int _closed;

    /// <summary>Makes a connection; nothing is sent yet.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="credential">The way to sign in; the connection owns it from now on.</param>
    /// <exception cref="GigaChatException">An address or a certificate file that cannot be used, a log that cannot be written.</exception>
    public GigaChatConnection(GigaChatOptions options, GigaChatCredential credential)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credential);
        Options = options;
        SignIn = credential.Kind;
        BaseUri = ServiceAddress.ValidateBase(options.BaseUri);
        AuthUri = ServiceAddress.Validate(options.AuthUri);
        HeaderText.Validate(options.SessionId);
        HeaderText.Validate(options.UserId);
        MaximumConcurrency = options.MaximumConcurrency > 0 ? options.MaximumConcurrency : GigaChatScope.Concurrency(options.Scope);

        CallLog? log = options.LogPath is { } path ? new CallLog(path, options.Name, options.LogBodies) : null;
        log?.Open().Dispose();

        ServerTrust.Prepare();
        var trust = new ServerTrust(options.Trust);
        Trust = trust.Description;
        TrustNotes = trust.Notes;
        _http = new HttpPipeline(options, credential, trust);
        _tokens = _http.TokenProvider;
        var settings = new ServiceClientSettings
        {
            BaseUri = BaseUri,
            Timeout = options.Timeout,
            TokenBudget = options.TokenBudget,
            Log = log,
            SessionId = options.SessionId,
            UserId = options.UserId,
            Transport = new TransportErrorContext(options.Name, options.Proxy, IsSignIn: BaseUri == AuthUri)
            {
                ConnectTimeout = HttpPipeline.ConnectTimeout(options.Timeout),
                Contact = _http.ApiContact,
            },
            UnauthorizedMessage = SignIn == SignInKind.Certificate
                ? static () => Resources.ConnectionMessages.CertificateRefused
                : static () => Resources.Messages.TokenRefused,
        };
        Service = new ServiceClient(_http.Api, settings, new ConcurrencyGate(MaximumConcurrency, _uses), _usage, _http.Closing);
    }

    /// <summary>The name under which it is kept.</summary>
    public string Name => Options.Name;

    /// <summary>The way of signing in.</summary>
    public SignInKind SignIn { get; }

    /// <summary>The scope of the account.</summary>
    public string Scope => Options.Scope;

    /// <summary>The model of a request that names none.</summary>
    public string Model => Options.Model;

    /// <summary>The instructions of prompts that have none of their own; null for none.</summary>
    public string? SystemPrompt => Options.SystemPrompt;

    /// <summary>The version of the chat API for requests that name none.</summary>
    public ChatApiVersion ApiVersion => Options.ApiVersion;

    /// <summary>The API address.</summary>
    public Uri BaseUri { get; }

    /// <summary>The sign-in address.</summary>
    public Uri AuthUri { get; }

    /// <summary>Whose certificates it accepts.</summary>
    public string Trust { get; }

    /// <summary>Requests at a time.</summary>
    public int MaximumConcurrency { get; }

    /// <summary>When the token ends (UTC); null before the first sign-in, and for a token that was handed over.</summary>
    public DateTimeOffset? TokenExpires => _tokens.TokenExpires;

    /// <summary>Requests answered so far, without those of connecting.</summary>
    public long RequestCount => _usage.RequestCount;

    /// <summary>Tokens that these requests were charged for, in all.</summary>
    public long TokensUsed => _usage.TotalTokens;

    /// <summary>Tokens of the messages sent, without the cached ones: with <see cref="CachedTokens"/> they are all that was sent.</summary>
    public long PromptTokens => _usage.PromptTokens;

    /// <summary>Tokens of all answers.</summary>
    public long CompletionTokens => _usage.CompletionTokens;

    /// <summary>Tokens of the messages that came from the service's cache and are not charged.</summary>
    public long CachedTokens => _usage.CachedTokens;

    /// <summary>Tokens of the texts that were made into vectors; they are charged at another price.</summary>
    public long EmbeddingTokens => _usage.EmbeddingTokens;

    /// <summary>The tokens that may be spent over it; null for no limit.</summary>
    public long? TokenBudget => Options.TokenBudget;

    /// <summary>The tokens that are left of the budget; null where there is none.</summary>
    public long? TokensLeft => TokenBudget is { } budget ? Math.Max(0, budget - TokensUsed) : null;

    /// <summary>The file to which a line is appended for each request; null for none.</summary>
    public string? LogPath => Options.LogPath;

    /// <summary>What is masked in texts of requests that do not say so themselves; null for nothing.</summary>
    public TextMaskRules? Mask => Options.Mask;

    internal GigaChatOptions Options { get; }

    /// <summary>What was left out of the user's certificate files, and why.</summary>
    internal IReadOnlyList<string> TrustNotes { get; }

    /// <summary>Nothing can be sent over it any more.</summary>
    internal bool IsClosed => Volatile.Read(ref _closed) != 0;

    internal ServiceClient Service { get; }

    ServiceClient IGigaChatConnection.Service => Service;

    TextMaskRules? IGigaChatConnection.MaskRules => Options.Mask;

    /// <summary>
    /// Signs in now instead of with the first request. Does nothing where a token was handed over or a certificate stands in for it.
    /// </summary>
    /// <param name="options">Trace of the request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="GigaChatException">The sign-in failed; the message says what to do.</exception>
    /// <returns>When done.</returns>
    public async Task SignInAsync(CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (_tokens.CanRenew)
            await _tokens.GetTokenAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Signs in also where a token is held, and says when the new one ends. For key, pair and password only.</summary>
    internal async Task<DateTimeOffset?> RefreshTokenAsync(CallOptions options, CancellationToken cancellationToken)
        => (await _tokens.RefreshAsync(options, cancellationToken).ConfigureAwait(false)).ExpiresAt;

    /// <summary>Its way to sign in, for a second connection.</summary>
    /// <exception cref="GigaChatException">It was closed, and the secret cleared.</exception>
    internal GigaChatCredential CopyCredential()
    {
        try
        {
            return _tokens.CopyCredential();
        }
        catch (ObjectDisposedException e)
        {
            LocalizedMessage message = Localized.Format(Resources.ConnectionMessages.ConnectionClosed, Name);
            throw new GigaChatException(GigaChatErrorKind.NotConnected, message, e);
        }
    }

    /// <summary>Forgets the token and closes the sockets; what is under way ends with an error.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        _tokens.Clear();
        _http.Dispose();
    }

    /// <summary>Keeps <see cref="CloseWhenIdle"/> from closing the connection while further requests are to follow.</summary>
    /// <returns>Ends the use when it is disposed.</returns>
    public IDisposable AcquireUse() => _uses.Acquire();

    /// <summary>Closes the connection once the requests under way and all uses have ended; for one that another replaces.</summary>
    public void CloseWhenIdle() => _uses.WhenIdle(Dispose);

    /// <summary>The name and the address.</summary>
    /// <returns>For example <c>Default (https://api.giga.chat/v1)</c>.</returns>
    public override string ToString() => VisibleText.OneLine(string.Create(CultureInfo.InvariantCulture, $"{Name} ({BaseUri})"));
}

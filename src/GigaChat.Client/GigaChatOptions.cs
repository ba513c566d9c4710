using GigaChat.Http;

namespace GigaChat;

/// <summary>The settings of a connection.</summary>
public sealed record GigaChatOptions
{
    /// <summary>The API address that is used where none is named, <c>https://api.giga.chat/v1</c>.</summary>
    public static Uri DefaultBaseUri => ServiceAddress.Api;

    /// <summary>The OAuth address that is used where none is named, <c>https://ngw.devices.sberbank.ru:9443/api/v2/oauth</c>.</summary>
    public static Uri DefaultAuthUri => ServiceAddress.SignIn;

    /// <summary>The name under which it is kept.</summary>
    public string Name { get; init; } = DefaultName;

    /// <summary>The scope of the account: <see cref="GigaChatScope"/>.</summary>
    public string Scope { get; init; } = GigaChatScope.Personal;

    /// <summary>The model of a request that names none.</summary>
    public string Model { get; init; } = "GigaChat";

    /// <summary>
    /// Instructions for the model, before prompts and batches that have none of their own; not for pictures, nor for conversations, which
    /// have their own or none. Null for none.
    /// </summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The version of the chat API for requests that name none.</summary>
    public ChatApiVersion ApiVersion { get; init; }

    /// <summary>The API address, <c>https://api.giga.chat/v1</c>.</summary>
    public Uri BaseUri { get; init; } = DefaultBaseUri;

    /// <summary>The OAuth address.</summary>
    public Uri AuthUri { get; init; } = DefaultAuthUri;

    /// <summary>The longest time for one attempt; for a stream the longest silence between two reads.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a request is repeated after a fault that may pass.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>The pause before the first repetition; doubled for each further one, with jitter.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests at a time; 0 for what the scope allows.</summary>
    public int MaximumConcurrency { get; init; }

    /// <summary>The way to the network.</summary>
    public ProxySettings Proxy { get; init; } = new();

    /// <summary>How the server's certificate is judged.</summary>
    public TrustSettings Trust { get; init; } = new();

    /// <summary><c>X-Session-ID</c> of requests outside a conversation; null for a new one each.</summary>
    public string? SessionId { get; init; }

    /// <summary><c>X-Client-ID</c>: the service ties files to it.</summary>
    public string? UserId { get; init; }

    /// <summary>
    /// Once so many tokens were charged, requests that cost any end with <see cref="GigaChatErrorKind.BudgetExceeded"/> before they are
    /// sent; those under way end as they are. Null for no limit.
    /// </summary>
    public long? TokenBudget { get; init; }

    /// <summary>
    /// The full path of a file to which a line of JSON is appended for each request to the API; null for none. Where it cannot be written,
    /// nothing is sent.
    /// </summary>
    public string? LogPath { get; init; }

    /// <summary>What is sent and answered is written to the log as well, as it went over the wire: masked, where it was.</summary>
    public bool LogBodies { get; init; }

    /// <summary>What is masked in texts before they are sent, for requests that do not say so themselves; null for nothing.</summary>
    public TextMaskRules? Mask { get; init; }

    /// <summary>The name of a connection that was given none.</summary>
    public const string DefaultName = "Default";
}

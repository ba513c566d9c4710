namespace GigaChat;

/// <summary>
/// A conversation: its messages, the session id that makes the service's prompt cache hit, and the tokens spent.
/// It changes only when an answer is whole, so a failed request leaves it as it was.
/// </summary>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle is never asked for holds nothing to free.
public sealed class GigaChatConversation
#pragma warning restore CA1001
{
    private readonly object _lock = new();
    private readonly List<ChatMessage> _messages = [];
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Begins a conversation.</summary>
    /// <param name="systemPrompt">Instructions for the model, or null.</param>
    /// <param name="model">The model for all of it, or null for the connection's.</param>
    public GigaChatConversation(string? systemPrompt = null, string? model = null)
        : this(Guid.NewGuid().ToString(), systemPrompt, model)
    {
    }

    internal GigaChatConversation(string sessionId, string? systemPrompt, string? model)
    {
        SessionId = sessionId;
        Model = model;
        if (!string.IsNullOrEmpty(systemPrompt))
            _messages.Add(new ChatMessage(ChatMessage.System, systemPrompt));
    }

    /// <summary>The instructions at its beginning, or null.</summary>
    public string? SystemPrompt
    {
        get
        {
            lock (_lock)
                return _messages is [{ Role: ChatMessage.System } first, ..] ? first.Content : null;
        }
    }

    /// <summary>The model of all its requests; null for the connection's.</summary>
    public string? Model { get; }

    /// <summary><c>X-Session-ID</c> of all its requests.</summary>
    public string SessionId { get; }

    /// <summary>Tokens spent so far.</summary>
    public ChatUsage Usage { get; private set; } = ChatUsage.None;

    /// <summary>The messages so far, the instructions first. An array, so that PowerShell counts from its end too: <c>[-1]</c>.</summary>
    public IReadOnlyList<ChatMessage> Messages
    {
        get
        {
            lock (_lock)
                return _messages.ToArray();
        }
    }

    /// <summary>The number of messages.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _messages.Count;
        }
    }

    /// <summary>The call at its end whose result has to come next, or null.</summary>
    public FunctionCall? OpenCall
    {
        get
        {
            lock (_lock)
                return _messages is [.., { FunctionCall: { } call }] ? call : null;
        }
    }

    /// <summary>What the model was offered when it made the open call; the request with the result has to offer it again.</summary>
    internal IReadOnlyList<GigaChatFunction>? Offered { get; private set; }

    /// <summary>Takes a whole turn in.</summary>
    internal void Add(IEnumerable<ChatMessage> turn, ChatUsage? usage, IReadOnlyList<GigaChatFunction>? offered)
    {
        lock (_lock)
        {
            _messages.AddRange(turn);
            Usage = Usage.Plus(usage);
            Offered = offered;
        }
    }

    /// <summary>One request at a time: a second one waits for the answer of the first, which it is meant to follow.</summary>
    internal Task EnterAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    internal void Leave() => _turn.Release();
}

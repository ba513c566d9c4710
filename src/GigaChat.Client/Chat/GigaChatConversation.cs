using GigaChat.Chat;
using GigaChat.Core;
using GigaChat.Files;
using GigaChat.Http;
using GigaChat.Masking;

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
    /// <param name="isStored">The service keeps the messages, so that only new ones are sent (version 2 of the API).</param>
    public GigaChatConversation(string? systemPrompt = null, string? model = null, bool isStored = false)
        : this(Guid.NewGuid().ToString(), systemPrompt, model)
        => IsStored = isStored;

    internal GigaChatConversation(string sessionId, string? systemPrompt, string? model)
    {
        SessionId = sessionId;
        Model = model;
        if (!string.IsNullOrEmpty(systemPrompt))
            _messages.Add(new ChatMessage(ChatMessage.System, systemPrompt));
    }

    private GigaChatConversation(string sessionId, string? model, IEnumerable<ChatMessage> messages, ChatUsage usage)
        : this(sessionId, systemPrompt: null, model)
    {
        _messages.AddRange(messages);
        Usage = usage;
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

    /// <summary>The service keeps the messages too, so that only new ones are sent.</summary>
    public bool IsStored { get; private init; }

    /// <summary>The service's id of the messages that it keeps; null before the first answer, and where it keeps none.</summary>
    public string? ThreadId { get; private set; }

    /// <summary>Tokens spent so far.</summary>
    public ChatUsage Usage { get; private set; } = ChatUsage.None;

    /// <summary>The messages so far, the instructions first. A copy.</summary>
    public IReadOnlyList<ChatMessage> Messages
    {
        get
        {
            lock (_lock)
                return new ReadableList<ChatMessage>(_messages);
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

    /// <summary>The call at its end whose result has to come next, or null; of several the first.</summary>
    public FunctionCall? OpenCall => OpenCalls is [{ } first, ..] ? first : null;

    /// <summary>The calls at its end whose results have to come next.</summary>
    public IReadOnlyList<FunctionCall> OpenCalls
    {
        get
        {
            lock (_lock)
                return _messages is [.., { FunctionCalls: { } calls }] ? calls : ReadableList<FunctionCall>.Empty;
        }
    }

    /// <summary>What the model was offered when it made the open call; the request with the result has to offer it again.</summary>
    internal IReadOnlyList<GigaChatFunction>? OfferedFunctions { get; private set; }

    /// <summary>How many messages there are: the text of a conversation in a table.</summary>
    /// <returns>For example <c>4 messages</c>.</returns>
    public override string ToString() => Localized.Format(GigaChat.Resources.Messages.ConversationText, Count);

    /// <summary>Takes a whole turn in.</summary>
    /// <returns>Where the turn ends.</returns>
    internal ConversationPosition Add(
        IEnumerable<ChatMessage> turn, ChatUsage? usage, IReadOnlyList<GigaChatFunction>? offered, string? threadId = null)
    {
        lock (_lock)
        {
            ThreadId = threadId ?? ThreadId;
            _messages.AddRange(turn);
            Usage = Usage.Plus(usage);
            OfferedFunctions = offered;
            return new ConversationPosition(_messages.Count, Usage, offered);
        }
    }

    /// <summary>Goes on in a new thread of the service, with all messages.</summary>
    internal void ForgetThread()
    {
        lock (_lock)
            ThreadId = null;
    }

    /// <summary>A conversation of its own with what this one had come to; this one stays as it is.</summary>
    /// <param name="position">Where the branch begins; null for the end.</param>
    internal GigaChatConversation Branch(ConversationPosition? position)
    {
        lock (_lock)
        {
            position ??= new ConversationPosition(_messages.Count, Usage, OfferedFunctions);
            // Two branches must not grow in one thread of the service: each begins its own, with all messages.
            return new GigaChatConversation(SessionId, Model, _messages.Take(position.Count), position.Usage)
            {
                IsStored = IsStored,
                OfferedFunctions = position.Offered,
                Marks = Marks,
                MaskRules = MaskRules,
            };
        }
    }

    /// <summary>Takes a whole turn in, and forgets the service's marks of calls: it refused them, and an answer needs none.</summary>
    internal ConversationPosition AddWithoutStateIds(
        IEnumerable<ChatMessage> turn, ChatUsage? usage, IReadOnlyList<GigaChatFunction>? offered, string? threadId = null)
    {
        lock (_lock)
        {
            ConversationPosition position = Add(turn, usage, offered, threadId);
            for (int index = 0; index < _messages.Count; index++)
                _messages[index] = _messages[index] with { FunctionsStateId = null };
            return position;
        }
    }

    /// <summary>The marks that stand in the messages for what was masked, and what they stand for. Never saved.</summary>
    internal MarkTable Marks { get; init; } = new();

    /// <summary>What its requests mask that do not say so themselves; null for what the connection does.</summary>
    internal TextMaskRules? MaskRules { get; private set; }

    /// <summary>A conversation whose first messages another object masks.</summary>
    internal static GigaChatConversation NewMasked(string? systemPrompt, TextMasker masker, string? model = null)
        => new(systemPrompt is null ? null : masker.Mask(systemPrompt), model) { Marks = masker.Table, MaskRules = masker.Rules };

    /// <summary>Puts masked messages in the place of those there are, and masks from now on.</summary>
    internal void SetMasked(IReadOnlyList<ChatMessage> messages, TextMaskRules rules)
    {
        lock (_lock)
        {
            _messages.Clear();
            _messages.AddRange(messages);
            MaskRules = rules;
        }
    }

    /// <summary>The conversation as it is saved.</summary>
    internal ConversationDocument ToDocument()
    {
        lock (_lock)
        {
            return new ConversationDocument
            {
                SessionId = SessionId,
                Model = Model,
                IsStored = IsStored,
                ThreadId = ThreadId,
                Usage = Usage,
                Messages = [.. _messages],
            };
        }
    }

    /// <summary>The conversation as it was saved; null where the service would not take it.</summary>
    internal static GigaChatConversation? From(ConversationDocument document)
    {
        IReadOnlyList<ChatMessage> messages = document.Messages ?? [];
        bool usable = messages.All(static m => m is { Role.Length: > 0, Content: not null })
            && messages.SelectMany(static m => m.Attachments ?? []).All(static id => FileId.IsPossible(id))
            && messages.Skip(1).All(static m => m.Role != ChatMessage.System);
        string session = string.IsNullOrWhiteSpace(document.SessionId) ? Guid.NewGuid().ToString() : document.SessionId;
        // It becomes a header of each request.
        usable = usable && HeaderText.IsUsable(session);
        // The generated reader sets what a file leaves out to null, also where the type has another default.
        return usable
            ? new GigaChatConversation(session, document.Model, messages, document.Usage ?? ChatUsage.None)
            {
                IsStored = document.IsStored,
                ThreadId = document.ThreadId,
            }
            : null;
    }

    /// <summary>The same conversation with another model, or with other instructions. This one stays as it is.</summary>
    /// <param name="model">The model; null for the one it has.</param>
    /// <param name="systemPrompt">The instructions; null for those it has, an empty text for none.</param>
    /// <returns>A conversation of its own, with the same session id.</returns>
    public GigaChatConversation With(string? model = null, string? systemPrompt = null)
    {
        ConversationDocument document = ToDocument();
        IEnumerable<ChatMessage> messages = document.Messages!;
        if (systemPrompt is not null)
        {
            messages = messages.Where(static m => m.Role != ChatMessage.System);
            if (systemPrompt.Length > 0)
                messages = messages.Prepend(new ChatMessage(ChatMessage.System, systemPrompt));
        }
        // What the service keeps has its model and instructions: the copy begins a thread of its own, with all messages.
        return new GigaChatConversation(SessionId, model ?? Model, messages, document.Usage!)
        {
            IsStored = IsStored,
            Marks = Marks,
            MaskRules = MaskRules,
        };
    }

    /// <summary>One request at a time: a second one waits for the answer of the first, which it is meant to follow.</summary>
    internal Task EnterAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    internal void Leave() => _turn.Release();
}

namespace GigaChat.Chat;

/// <summary>What one request of an exchange asks: the prompt's settings, and the history that it is asked in.</summary>
internal sealed record ChatTurn
{
    public required ChatRequest Request { get; init; }

    /// <summary>The model that answers.</summary>
    public required string Model { get; init; }

    public required GigaChatConversation Conversation { get; init; }

    /// <summary>The messages before the exchange, as they are sent.</summary>
    public required IReadOnlyList<ChatMessage> History { get; init; }

    /// <summary>Masks what is sent beside the messages; null for nothing.</summary>
    public ChatMasking? Masking { get; init; }

    /// <summary>The messages of the exchange so far: the prompt, then calls and results.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>What the model may ask for.</summary>
    public IReadOnlyList<GigaChatFunction>? Functions { get; init; }

    /// <summary>Version 2: the role of results of functions, where it is not the usual one.</summary>
    public string? ResultRole { get; init; }

    /// <summary>Leaves out the service's marks of calls, which it refused.</summary>
    public bool WithoutStateIds { get; init; }

    /// <summary>The history, then the messages of the exchange.</summary>
    public IReadOnlyList<ChatMessage> AllMessages => Prepare([.. History, .. Messages]);

    /// <summary>The messages of the exchange that the service's thread lacks: those after the last answer, which it added itself.</summary>
    public IReadOnlyList<ChatMessage> NewMessages
        => Prepare([.. Messages.Reverse().TakeWhile(static message => message.Role != ChatMessage.Assistant).Reverse()]);

    /// <summary>The thread in which the service keeps the messages; null before the first answer, and where it keeps none.</summary>
    public string? ThreadId { get; init; }

    /// <summary>What the request sends: what is new to the thread, or everything.</summary>
    public IReadOnlyList<ChatMessage> SentMessages => ThreadId is null ? AllMessages : NewMessages;

    /// <summary>No function was called yet: a choice that forces one counts for this request alone.</summary>
    public bool IsFirst => Messages.Count == 1;

    private IReadOnlyList<ChatMessage> Prepare(IReadOnlyList<ChatMessage> messages)
        => WithoutStateIds ? [.. messages.Select(static message => message with { FunctionsStateId = null })] : messages;
}

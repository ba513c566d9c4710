namespace GigaChat;

/// <summary>A prompt and how it is to be answered. What is null is left to the service.</summary>
public sealed class ChatRequest
{
    /// <summary>The message of the user; empty with a <see cref="FunctionResult"/>.</summary>
    public required string Prompt { get; init; }

    /// <summary>Files that go with the prompt: one picture or document, or sound. Those of this computer are uploaded first.</summary>
    public IReadOnlyList<ChatAttachment>? Attachments { get; init; }

    /// <summary>Instructions that come first. Not together with <see cref="Conversation"/>, which has its own.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The conversation that this goes on; it grows by prompt and answer once the answer is whole.</summary>
    public GigaChatConversation? Conversation { get; init; }

    /// <summary>The model; null for the conversation's, else the connection's.</summary>
    public string? Model { get; init; }

    /// <summary>How the model chooses the words of its answer; null leaves all of it to the service.</summary>
    public SamplingOptions? Sampling { get; init; }

    /// <summary>What the model may ask for; null for what the conversation's open call was offered.</summary>
    public IReadOnlyList<GigaChatFunction>? Functions { get; init; }

    /// <summary>
    /// <c>auto</c> (so with <see cref="Functions"/>, where this is null), <c>none</c>, or the name of the function that must be
    /// called.
    /// </summary>
    public string? FunctionChoice { get; init; }

    /// <summary>Instead of a prompt: the result of the function that the conversation's last answer called, as JSON.</summary>
    public string? FunctionResult { get; init; }

    /// <summary>The form that the answer must have; see <see cref="ChatReply.Value"/>.</summary>
    public ResponseSchema? Schema { get; init; }

    /// <summary>
    /// Anything that the caller wants to find on the reply again (<see cref="ChatReply.Source"/>), such as the item or path of the
    /// prompt.
    /// </summary>
    public object? Source { get; init; }
}

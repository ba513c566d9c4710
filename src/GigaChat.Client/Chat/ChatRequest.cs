using GigaChat.Chat;
using GigaChat.Masking;

namespace GigaChat;

/// <summary>A prompt and how it is to be answered. What is null is left to the service.</summary>
public sealed record ChatRequest
{
    /// <summary>The message of the user; empty with a <see cref="FunctionResult"/>.</summary>
    public required string Prompt { get; init; }

    /// <summary>Files that go with the prompt: one picture or document, or sound. Those of this computer are uploaded first.</summary>
    public IReadOnlyList<ChatAttachment>? Attachments { get; init; }

    /// <summary>
    /// Instructions that come first; null for the connection's, empty for none. Not together with <see cref="Conversation"/>, which has
    /// its own.
    /// </summary>
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
    /// <c>auto</c> (so with <see cref="Functions"/>, where this is null), <c>none</c>, <c>any</c> for some function of the request, or the
    /// name of the function or built-in tool that must be called.
    /// </summary>
    public string? FunctionChoice { get; init; }

    /// <summary>Instead of a prompt: the result of the function that the conversation's last answer called, as JSON.</summary>
    public string? FunctionResult
    {
        get => FunctionResults is [{ } first, ..] ? first : null;
        init => FunctionResults = value is null ? null : [value];
    }

    /// <summary>The same where that answer called several functions: their results, in the order of the calls.</summary>
    public IReadOnlyList<string>? FunctionResults { get; init; }

    /// <summary>The form that the answer must have; see <see cref="ChatReply.Value"/>.</summary>
    public ResponseSchema? Schema { get; init; }

    /// <summary>
    /// A regular expression that the answer has to match. Version 2 of the API; not in the public specification, and seen with models of
    /// generation 3 alone.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// Built-in tools that the model may use, by the service's names (<see cref="ChatTool"/>). Version 2 of the API.
    /// </summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>
    /// How many of the most probable tokens are returned for each token of the answer, 1 to 5. Version 2 of the API; by agreement
    /// with the service.
    /// </summary>
    public int? TopLogProb { get; init; }

    /// <summary>
    /// The text of a JSON object whose members are added to the body of the request, at every level; those that other properties set
    /// win.
    /// </summary>
    public string? AdditionalFields { get; init; }

    /// <summary>The version of the chat API; null for the connection's.</summary>
    public ChatApiVersion? ApiVersion { get; init; }

    /// <summary>
    /// What is masked before it is sent: of the prompt, the results of functions, and all that is sent with them but files. Null for what
    /// the conversation masks already, else for what the connection does; <see cref="TextMaskRules.None"/> for nothing.
    /// </summary>
    public TextMaskRules? Mask { get; init; }

    /// <summary>Leaves the marks in the text and the value of the answer. Functions get what they stand for all the same.</summary>
    public bool KeepMarks { get; init; }

    /// <summary>
    /// Anything that the caller wants to find on the reply again (<see cref="ChatReply.Source"/>), such as the item or path of the
    /// prompt.
    /// </summary>
    public object? Source { get; init; }

    /// <summary>The name of the class: a prompt may be secret and long, and what writes objects as text would show it.</summary>
    /// <returns><c>ChatRequest</c>.</returns>
    public override string ToString() => nameof(ChatRequest);

    /// <summary>Checks what is checked before a request is sent. To show beforehand what would be sent.</summary>
    /// <param name="preferred">The version of the chat API where the request names none.</param>
    /// <exception cref="GigaChatException">What sending it would fail with.</exception>
    public void Validate(ChatApiVersion preferred = ChatApiVersion.Auto) => ChatValidation.CheckAll(this, preferred);

    /// <summary>
    /// What this request would be masked with: by what it says itself, else by what its conversation masks already, else by what the
    /// connection does. To show beforehand what would be sent.
    /// </summary>
    /// <param name="ofConnection">What the connection masks; null for nothing.</param>
    /// <returns>A masker with the marks of the conversation.</returns>
    public TextMasker CreateMasker(TextMaskRules? ofConnection) => CreateMasker(Conversation, ofConnection);

    /// <param name="conversation">The conversation that it belongs to, also where it began one.</param>
    /// <param name="ofConnection">What the connection masks; null for nothing.</param>
    internal TextMasker CreateMasker(GigaChatConversation? conversation, TextMaskRules? ofConnection)
        => new(Mask ?? conversation?.MaskRules ?? ofConnection ?? TextMaskRules.None, conversation?.Marks ?? Marks ?? new MarkTable());

    /// <summary>The marks of a request that begins a conversation; null where they begin with it.</summary>
    internal MarkTable? Marks { get; private init; }

    /// <summary>The same request; what is made from it has its marks.</summary>
    internal ChatRequest WithMarks() => Conversation is null && Marks is null ? this with { Marks = new MarkTable() } : this;
}

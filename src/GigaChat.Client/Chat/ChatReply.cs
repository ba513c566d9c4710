using GigaChat.Chat;
using GigaChat.Core;

namespace GigaChat;

/// <summary>An answer of the model. Wherever text is wanted it is its text.</summary>
public sealed partial class ChatReply
{
    private const int MaxUserMessageLength = 500;
    private IReadOnlyList<string>? _files;
    private ChatUsage? _usage;

    /// <summary>The text of the answer.</summary>
    public string Text { get; init; } = "";

    /// <summary>The model that answered, with its version: <c>GigaChat-2-Max:2.0.30.01</c>.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// <c>stop</c>, <c>function_call</c>, <c>length</c>, <c>blacklist</c>, <c>error</c>, or in version 2 a finer reason, such as
    /// <c>request_filter</c> or <c>function_call_error</c>; null where the answer is not whole.
    /// </summary>
    public string? FinishReason
    {
        get;
        // A word, which PowerShell shows as it is in a list of objects of several types.
        init => field = value is null ? null : VisibleText.OneLine(value);
    }

    /// <summary>Tokens spent: those of the calls of functions on the way, and of all parts of long material, included.</summary>
    public ChatUsage? Usage
    {
        get => _usage;
        init => _usage = value;
    }

    /// <summary>The parts of long material that were asked about, in its order; none where it went in one request.</summary>
    public IReadOnlyList<ChatPart> Parts { get; private set; } = ReadableList<ChatPart>.Empty;

    /// <summary>The function that the model asks for, before it goes on; of several the first; null where it answered.</summary>
    public FunctionCall? FunctionCall
    {
        get => FunctionCalls is [{ } first, ..] ? first : null;
        init => FunctionCalls = value is null ? [] : [value];
    }

    /// <summary>All functions that the model asks for, in its order. Only version 2 of the API has several in one answer.</summary>
    public IReadOnlyList<FunctionCall> FunctionCalls
    {
        get;
        init => field = ReadableList<FunctionCall>.Of(value);
    } = ReadableList<FunctionCall>.Empty;

    /// <summary>The pages that the answer is based on; its text names them as <c>[1]</c>. Version 2 of the API.</summary>
    public IReadOnlyList<ChatSource> Sources
    {
        get;
        init => field = ReadableList<ChatSource>.Of(value);
    } = ReadableList<ChatSource>.Empty;

    /// <summary>The built-in tools that a streamed answer reported. Version 2 of the API.</summary>
    public IReadOnlyList<ToolCall> ToolCalls
    {
        get;
        init => field = ReadableList<ToolCall>.Of(value);
    } = ReadableList<ToolCall>.Empty;

    /// <summary>The files that the model made. Version 2 of the API; version 1 names them in the text.</summary>
    public IReadOnlyList<GeneratedFile> GeneratedFiles
    {
        get;
        init => field = ReadableList<GeneratedFile>.Of(value);
    } = ReadableList<GeneratedFile>.Empty;

    /// <summary>The probabilities of the answer's tokens, where they were asked for. Version 2 of the API.</summary>
    public IReadOnlyList<TokenLogProb> LogProb
    {
        get;
        init => field = ReadableList<TokenLogProb>.Of(value);
    } = ReadableList<TokenLogProb>.Empty;

    /// <summary>The version of the chat API that answered.</summary>
    public ChatApiVersion ApiVersion { get; init; } = ChatApiVersion.V1;

    /// <summary>
    /// The answer to a request with a schema, as dictionaries, arrays, texts and numbers, or what the caller made of those.
    /// </summary>
    public object? Value { get; internal set; }

    /// <summary>The thoughts of a reasoning model, where the answer has them.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Ids of the pictures and other stored files that the text refers to.</summary>
    public IReadOnlyList<string> Files => _files ??= new ReadableList<string>(
        [.. GeneratedFiles.Select(static file => file.Id).Concat(ReplyFileParser.Find(Text)).Distinct(StringComparer.Ordinal)]);

    /// <summary>The item or path that this answers.</summary>
    public object? Source { get; init; }

    /// <summary>
    /// The conversation this belongs to. It may have grown since; <see cref="BranchConversation"/> goes on from this reply.
    /// </summary>
    public GigaChatConversation? Conversation { get; internal set; }

    /// <summary>The service's id of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>The session id; requests with the same one hit the service's prompt cache.</summary>
    public string? SessionId { get; init; }

    /// <summary>From sending to the end of the answer; with functions, of the last one.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What the service says for the user about an answer that ended in another way than it should; on one line.</summary>
    internal string? UserMessage
    {
        get;
        init => field = string.IsNullOrWhiteSpace(value) ? null : VisibleText.OneLine(value, MaxUserMessageLength);
    }

    /// <summary>The model could call functions.</summary>
    internal bool HadFunctions { get; init; }

    /// <summary>What the service says for the user about an answer that ended in another way than it should; version 2.</summary>
    /// <returns>The text on one line; null where it says nothing.</returns>
    public string? FindUserMessage() => UserMessage;

    /// <summary>Whether the model was offered functions.</summary>
    /// <returns>True where it could call one.</returns>
    public bool CouldCallFunction() => HadFunctions;

    /// <summary>Where this reply ends in its conversation; null where that has no later turns.</summary>
    internal ConversationPosition? Position { get; set; }

    /// <summary>A conversation of its own that ends with this reply, so that two prompts can go on from the same reply.</summary>
    /// <returns>The conversation, with the same session id; null where the reply has none.</returns>
    public GigaChatConversation? BranchConversation() => Conversation?.Branch(Position);

    /// <summary>Makes this the answer about several parts.</summary>
    internal void SetParts(IReadOnlyList<ChatPart> parts, ChatUsage? usage)
    {
        Parts = new ReadableList<ChatPart>(parts);
        _usage = usage;
    }

    /// <summary>The prompt that this answers, as the request had it: without marks in place of what is masked.</summary>
    internal string? Prompt { get; set; }

    /// <summary>Gives up the prompt, and the conversation that holds it: what it asks about may be large.</summary>
    internal void ReleasePrompt()
    {
        Prompt = null;
        Conversation = null;
        Position = null;
    }

    /// <summary>The text of the message that this answers, before it was masked.</summary>
    /// <returns>The text; null where the reply has no conversation.</returns>
    public string? FindPrompt()
        => Prompt is { Length: > 0 } prompt ? prompt : Conversation?.Messages.Take(Position?.Count ?? int.MaxValue)
            .LastOrDefault(static message => message.Role == ChatMessage.User)?.Content;

    /// <summary>The text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}

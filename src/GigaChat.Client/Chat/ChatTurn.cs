using GigaChat.Core;
using GigaChat.Files;
using GigaChat.Functions;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Chat;

/// <summary>One prompt on its way, over as many requests as its functions take: holds the conversation's turn until it is answered or has failed.</summary>
internal sealed class ChatTurn : IDisposable
{
    private readonly IGigaChatConnection _connection;
    private readonly ChatRequest _request;
    private readonly GigaChatConversation? _held;
    private readonly List<ChatMessage> _messages = [];

    private ChatTurn(IGigaChatConnection connection, ChatRequest request)
    {
        _connection = connection;
        _request = request;
        _held = request.Conversation;
        Conversation = _held
            ?? new(connection.Service.SessionId ?? Guid.NewGuid().ToString(), request.SystemPrompt, request.Model);
        Functions = request.Functions ?? (request.FunctionResult is null ? null : Conversation.OfferedFunctions);
        _messages.Add(request.FunctionResult is { } result
            ? new ChatMessage(ChatMessage.Function, FunctionResult.FromJson(result)) { FunctionName = Conversation.OpenCall!.Name }
            : new ChatMessage(ChatMessage.User, request.Prompt));
    }

    /// <summary>The conversation that this goes on, or a new one.</summary>
    public GigaChatConversation Conversation { get; }

    /// <summary>What the model may ask for.</summary>
    public IReadOnlyList<GigaChatFunction>? Functions { get; }

    /// <summary>Checks the request and waits for the conversation's turn.</summary>
    public static async Task<ChatTurn> BeginAsync(IGigaChatConnection connection, ChatRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrWhiteSpace(request.Prompt) && request.FunctionResult is null)
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, Messages.PromptEmpty);
        if (request.Conversation is not null && !string.IsNullOrEmpty(request.SystemPrompt))
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Messages.SystemPromptInConversation);
        FunctionChoice.Check(request);
        if (request.Conversation is { } conversation)
        {
            ConversationReentrancyGuard.ThrowIfEntered(conversation);
            await conversation.EnterAsync(cancellationToken).ConfigureAwait(false);
        }
        try
        {
            FunctionChoice.CheckOpenCall(request);
            return new ChatTurn(connection, request);
        }
        catch
        {
            request.Conversation?.Leave();
            throw;
        }
    }

    /// <summary>A message that follows: a call of the model, or its result.</summary>
    public void Add(ChatMessage message) => _messages.Add(message);

    /// <summary>Makes a request and sends it, with the files of the prompt uploaded first.</summary>
    public async Task<T> SendAsync<T>(bool stream, Func<ServiceRequest, Task<T>> send, CallOptions? options, CancellationToken cancellationToken)
    {
        EnsureWithinTextLimit();
        // The requests that follow a call of a function find the message as it was sent.
        AttachmentResolver? files = _messages is [{ Attachments: null }] && _request.Attachments is { Count: > 0 } given ? new(_connection, given) : null;
        if (files is not null && _messages[0].Role != ChatMessage.User)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, FileMessages.AttachmentsNeedPrompt);
        while (true)
        {
            if (files is not null)
                _messages[0] = _messages[0] with { Attachments = await files.ResolveAsync(Conversation.Messages, options, cancellationToken).ConfigureAwait(false) };
            ServiceRequest request = ToServiceRequest(stream);
            try
            {
                return await send(request).ConfigureAwait(false);
            }
            catch (GigaChatException e) when (e.Kind is GigaChatErrorKind.FileNotFound or GigaChatErrorKind.PermissionDenied)
            {
                UploadCache.Of(_connection).Remove(request.Attachments);
                if (e.Kind != GigaChatErrorKind.FileNotFound || files is not { HasReused: true })
                    throw;
                // A file of this computer that was uploaded earlier is gone: it is uploaded once more.
                files = new(_connection, _request.Attachments!);
            }
        }
    }

    // Before files are uploaded and the body is built.
    private void EnsureWithinTextLimit()
    {
        long own = _messages.Sum(static message => (long)message.Content.Length);
        TextLimit.ThrowIfExceeded(own);
        long whole = own + Conversation.Messages.Sum(static message => (long)message.Content.Length);
        TextLimit.ThrowIfExceeded(whole, _held is null ? null : Messages.ConversationBeyondLimit);
    }

    private ServiceRequest ToServiceRequest(bool stream)
    {
        var body = new ChatCompletionsRequest
        {
            Model = _request.Model ?? Conversation.Model ?? _connection.Model,
            Messages = [.. Conversation.Messages.Concat(_messages).Select(static message => message.ToPayload())],
            Temperature = _request.Temperature,
            TopP = _request.TopP,
            MaxTokens = _request.MaxTokens,
            RepetitionPenalty = _request.RepetitionPenalty,
            ReasoningEffort = _request.ReasoningEffort,
            Functions = Functions is { Count: > 0 } ? [.. Functions.Select(static function => function.ToPayload())] : null,
            FunctionCall = FunctionChoice.ToPayload(_request.FunctionChoice, Functions, isFirst: _messages.Count == 1),
            ResponseFormat = _request.Schema?.ToPayload(),
            Stream = stream ? true : null,
        };
        string[] attachments = [.. body.Messages.SelectMany(static message => message.Attachments ?? [])];
        return new ServiceRequest(HttpMethod.Post, "chat/completions")
        {
            Json = RequestJsonContext.Write(body, RequestJsonContext.Default.ChatCompletionsRequest),
            IsStream = stream,
            // Around each word of a stream are some 200 bytes.
            MaxResponseBytes = stream ? 4 * ServiceRequest.DefaultMaxResponseBytes : ServiceRequest.DefaultMaxResponseBytes,
            SessionId = Conversation.SessionId,
            Attachments = attachments,
            NotFoundKind = GigaChatErrorKind.ModelNotFound,
            ForbiddenMessage = attachments.Length > 0 ? FileMessages.AttachmentDenied : null,
            Subject = body.Model,
        };
    }

    /// <summary>Takes the prompt and all that followed into the conversation.</summary>
    public void Complete(ChatUsage? usage) => Conversation.Add(_messages, usage, Functions);

    public void Dispose() => _held?.Leave();
}

using System.Text.Json;
using GigaChat.Json;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>One prompt on its way: holds the conversation's turn until it is answered or has failed.</summary>
internal sealed class ChatTurn : IDisposable
{
    private readonly GigaChatConnection _connection;
    private readonly ChatRequest _request;
    private readonly GigaChatConversation? _conversation;

    private ChatTurn(GigaChatConnection connection, ChatRequest request)
    {
        _connection = connection;
        _request = request;
        _conversation = request.Conversation;
        SessionId = _conversation?.SessionId ?? connection.Options.SessionId ?? Guid.NewGuid().ToString();
    }

    public string SessionId { get; }

    /// <summary>Checks the request and waits for the conversation's turn.</summary>
    public static async Task<ChatTurn> BeginAsync(GigaChatConnection connection, ChatRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrWhiteSpace(request.Prompt))
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, Messages.PromptEmpty);
        if (request.Conversation is not null && !string.IsNullOrEmpty(request.SystemPrompt))
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Messages.SystemPromptInConversation);
        if (request.Conversation is { } conversation)
            await conversation.EnterAsync(cancellationToken).ConfigureAwait(false);
        return new ChatTurn(connection, request);
    }

    public ServiceRequest ToServiceRequest(bool stream)
    {
        List<WireMessage> messages = [];
        if (_conversation is not null)
            messages.AddRange(_conversation.Messages.Select(static m => new WireMessage { Role = m.Role, Content = m.Content }));
        else if (!string.IsNullOrEmpty(_request.SystemPrompt))
            messages.Add(new WireMessage { Role = ChatMessage.System, Content = _request.SystemPrompt });
        messages.Add(new WireMessage { Role = ChatMessage.User, Content = _request.Prompt });

        var body = new ChatBody
        {
            Model = _request.Model ?? _conversation?.Model ?? _connection.Model,
            Messages = messages,
            Temperature = _request.Temperature,
            TopP = _request.TopP,
            MaxTokens = _request.MaxTokens,
            RepetitionPenalty = _request.RepetitionPenalty,
            ReasoningEffort = _request.ReasoningEffort,
            Stream = stream ? true : null,
        };
        return new ServiceRequest(HttpMethod.Post, "chat/completions")
        {
            Json = JsonSerializer.SerializeToUtf8Bytes(body, WireContext.Wire.ChatBody),
            Streamed = stream,
            SessionId = SessionId,
            NotFound = GigaChatErrorKind.ModelNotFound,
            Subject = body.Model,
        };
    }

    /// <summary>Takes the whole answer into the conversation and makes the reply.</summary>
    public ChatReply Complete(
        string text, string? reasoning, string? model, string? finishReason, ChatUsage? usage, string? requestId, string? sessionId, TimeSpan duration)
    {
        GigaChatConversation conversation = _conversation ?? new(SessionId, _request.SystemPrompt, _request.Model);
        conversation.Add(_request.Prompt, text, usage);
        _connection.Count(usage?.TotalTokens);
        return new ChatReply
        {
            Text = text,
            Reasoning = reasoning,
            Model = model,
            FinishReason = finishReason,
            Usage = usage,
            Source = _request.Source,
            Conversation = conversation,
            RequestId = requestId,
            SessionId = sessionId ?? SessionId,
            Duration = duration,
        };
    }

    public void Dispose() => _conversation?.Leave();
}

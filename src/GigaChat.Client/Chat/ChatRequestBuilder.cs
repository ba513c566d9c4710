using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Chat;

/// <summary>Makes the requests to <c>POST /chat/completions</c>.</summary>
internal static class ChatRequestBuilder
{
    /// <summary>Makes a request of a conversation and the messages that follow it.</summary>
    /// <param name="request">The prompt and its settings.</param>
    /// <param name="model">The model that answers.</param>
    /// <param name="conversation">The messages before, and the session id.</param>
    /// <param name="messages">The new messages.</param>
    /// <param name="functions">What the model may ask for.</param>
    /// <param name="stream">Asks for the answer as a stream of events.</param>
    /// <param name="withoutStateIds">Leaves out the service's marks of calls.</param>
    public static ServiceRequest Build(
        ChatRequest request,
        string model,
        GigaChatConversation conversation,
        IReadOnlyList<ChatMessage> messages,
        IReadOnlyList<GigaChatFunction>? functions,
        bool stream,
        bool withoutStateIds = false)
    {
        MessagePayload[] payload = [.. conversation.Messages.Concat(messages).Select(static message => message.ToPayload())];
        if (withoutStateIds)
            payload = [.. payload.Select(static message => message with { FunctionsStateId = null })];
        ChatCompletionsRequest body = NewBody(model, payload, request.Sampling) with
        {
            Functions = functions is { Count: > 0 } ? [.. functions.Select(static function => function.ToPayload())] : null,
            FunctionCall = FunctionChoice.ToPayload(request.FunctionChoice, functions, isFirst: messages.Count == 1),
            ResponseFormat = request.Schema?.ToPayload(),
            Stream = stream ? true : null,
        };
        string[] attachments = [.. payload.SelectMany(static message => message.Attachments ?? [])];
        return new ServiceRequest(HttpMethod.Post, "chat/completions")
        {
            Json = RequestJsonContext.Write(body, RequestJsonContext.Default.ChatCompletionsRequest),
            IsStream = stream,
            // Around each word of a stream are some 200 bytes.
            MaxResponseBytes = stream ? 4 * ServiceRequest.DefaultMaxResponseBytes : ServiceRequest.DefaultMaxResponseBytes,
            SessionId = conversation.SessionId,
            Attachments = attachments,
            NotFoundKind = GigaChatErrorKind.ModelNotFound,
            ForbiddenMessage = attachments.Length > 0 ? FileMessages.AttachmentDenied : null,
            Subject = model,
        };
    }

    /// <summary>The body of a chat request, also of a line of a batch.</summary>
    public static ChatCompletionsRequest NewBody(string model, IReadOnlyList<MessagePayload> messages, SamplingOptions? sampling) => new()
    {
        Model = model,
        Messages = messages,
        Temperature = sampling?.Temperature,
        TopP = sampling?.TopP,
        MaxTokens = sampling?.MaxTokens,
        RepetitionPenalty = sampling?.RepetitionPenalty,
        ReasoningEffort = sampling?.ReasoningEffort,
    };
}

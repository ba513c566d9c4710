using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Wire;

namespace GigaChat.Chat.V1;

/// <summary><c>POST /v1/chat/completions</c>.</summary>
internal sealed class ChatV1Protocol : IChatProtocol
{
    public static ChatV1Protocol Instance { get; } = new();

    public ChatApiVersion Version => ChatApiVersion.V1;

    public ServiceRequest CreateRequest(ChatTurn turn, bool stream)
    {
        ChatRequest request = turn.Request;
        IReadOnlyList<ChatMessage> messages = turn.AllMessages;
        ChatCompletionsRequest body = NewBody(turn.Model, MessageV1Mapper.ToPayload(messages), request.Sampling) with
        {
            Functions = turn.Functions is { Count: > 0 } functions ? [.. functions.Select(static function => function.ToPayload())] : null,
            FunctionCall = FunctionChoice.ToPayload(request.FunctionChoice, turn.Functions, turn.IsFirst),
            ResponseFormat = request.Schema?.ToPayload(),
            Stream = stream ? true : null,
        };
        byte[] json = RequestJsonContext.Write(body, RequestJsonContext.Default.ChatCompletionsRequest);
        return ChatRequestBuilder.CreateRequest(json, turn, messages, stream);
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

    public async Task<ReceivedAnswer> AskAsync(
        ServiceClient service, ServiceRequest request, CallOptions? options, CancellationToken cancellationToken)
    {
        ServiceResponse<ChatCompletionsResponse> response = await service
            .SendAsync(request, ResponseJsonContext.Instance.ChatCompletionsResponse, options, cancellationToken).ConfigureAwait(false);
        if (response.Value.Choices is not [{ Message: { } message } choice, ..])
            throw ServiceError.Unreadable(response.RequestId);
        return MessageV1Mapper.ToAnswer(message) with
        {
            RequestId = response.RequestId,
            Model = response.Value.Model,
            FinishReason = choice.FinishReason,
            Usage = ChatUsage.From(response.Value.Usage),
            SessionId = response.SessionId,
            Duration = response.Duration,
        };
    }

    public IChatStreamReader CreateStreamReader(SecretRedactor secrets) => new ChatStreamAccumulator(secrets);
}

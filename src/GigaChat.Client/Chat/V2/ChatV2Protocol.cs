using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Wire;
using GigaChat.Wire.V2;

namespace GigaChat.Chat.V2;

/// <summary><c>POST /v2/chat/completions</c>.</summary>
internal sealed class ChatV2Protocol : IChatProtocol
{
    public static ChatV2Protocol Instance { get; } = new();

    public ChatApiVersion Version => ChatApiVersion.V2;

    public ServiceRequest CreateRequest(ChatTurn turn, bool stream)
    {
        // The service has the messages of a thread; only what is new is sent, and no model.
        string? thread = turn.ThreadId;
        IReadOnlyList<ChatMessage> messages = turn.SentMessages;
        var body = new ChatV2Request
        {
            Model = thread is null ? turn.Model : null,
            Messages = MessageV2Mapper.ToPayload(messages, turn.ResultRole ?? MessageV2Mapper.ToolRole),
            ModelOptions = CreateOptions(turn.Request),
            Tools = ToolMapper.ToPayload(turn.Request.Tools, turn.Functions),
            ToolConfig = ToolMapper.ToConfig(turn),
            Storage = turn.Conversation.IsStored ? new StoragePayload { ThreadId = thread } : null,
            Stream = stream ? true : null,
        };
        byte[] json = RequestJsonContext.Write(body, RequestJsonContext.Default.ChatV2Request);
        return ChatRequestBuilder.CreateRequest(json, turn, messages, stream) with { ApiVersion = 2, ThreadId = thread };
    }

    public async Task<ReceivedAnswer> AskAsync(
        ServiceClient service, ServiceRequest request, CallOptions? options, CancellationToken cancellationToken)
    {
        ServiceResponse<ChatV2Response> response = await service
            .SendAsync(request, ResponseJsonContext.Instance.ChatV2Response, options, cancellationToken).ConfigureAwait(false);
        // An answer that a filter took away has no messages, only the reason.
        if (response.Value is { Messages: not { Count: > 0 }, FinishReason: null })
            throw ServiceError.Unreadable(response.RequestId);
        ReceivedAnswer answer = AnswerGuard.Read(response.RequestId, () => Read(response.Value));
        return answer with
        {
            RequestId = response.RequestId,
            SessionId = response.SessionId,
            Duration = response.Duration,
        };
    }

    public IChatStreamReader CreateStreamReader(SecretRedactor secrets) => new ChatV2StreamReader(secrets);

    private static ReceivedAnswer Read(ChatV2Response response)
    {
        var content = new ChatV2Accumulator();
        content.Take(response);
        content.Complete();
        return content.ToAnswer();
    }

    private static ModelOptionsPayload? CreateOptions(ChatRequest request)
    {
        SamplingOptions? sampling = request.Sampling;
        var options = new ModelOptionsPayload
        {
            Temperature = sampling?.Temperature,
            TopP = sampling?.TopP,
            MaxTokens = sampling?.MaxTokens,
            RepetitionPenalty = sampling?.RepetitionPenalty,
            Reasoning = sampling?.ReasoningEffort is { } effort ? new ReasoningPayload(effort) : null,
            TopLogprobs = request.TopLogProb,
            ResponseFormat = CreateFormat(request),
        };
        return options == new ModelOptionsPayload() ? null : options;
    }

    private static ResponseFormatV2Payload? CreateFormat(ChatRequest request)
        => request.Schema?.ToPayload() is { } schema
            ? new ResponseFormatV2Payload { Type = schema.Type, Schema = schema.Schema, Strict = schema.Strict }
            : request.Pattern is { } pattern ? new ResponseFormatV2Payload { Type = "regex", Regex = pattern } : null;
}

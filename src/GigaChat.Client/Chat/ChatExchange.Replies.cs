using GigaChat.Chat;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat;

/// <content>What came, as the caller sees it: with what the marks of masked texts stand for.</content>
public sealed partial class ChatExchange
{
    private ChatException NewBrokenStreamError(ChatStream streamed, Exception? inner)
    {
        int length = streamed.Content.Text.Length;
        LocalizedMessage message = length == 0
            ? LocalizedMessage.Of(Messages.StreamEmpty)
            : Localized.Format(Messages.StreamCutShort, length);
        return WithPartialReply(new GigaChatException(GigaChatErrorKind.ResponseInvalid, message, inner), streamed);
    }

    private ChatException WithPartialReply(GigaChatException error, ChatStream streamed)
    {
        ReceivedAnswer answer = streamed.ToAnswer();
        streamed.Response.Value.ReportError(error, answer.Text);
        LocalizedMessage text = error.Detail == nameof(Messages.TimedOut) && answer.Text.Length > 0
            ? Localized.Format(Messages.StreamStalled, answer.Text.Length, error.Text.Arguments[0], error.Text.Arguments[1])
            : error.Text;
        return new ChatException(error.Kind, _masking.Restore(text), error.InnerException)
        {
            RequestId = answer.RequestId,
            StatusCode = error.StatusCode,
            ServiceCode = error.ServiceCode,
            ServiceMessage = error.ServiceMessage,
            PartialReply = answer.Text.Length > 0 ? NewReply(answer with { FinishReason = null }, calls: [], usage: null) : null,
        };
    }

    private ChatReply TakeAnswer(ReceivedAnswer answer) => AnswerGuard.Read(answer.RequestId, () => NewReply(answer));

    private ChatReply NewReply(ReceivedAnswer answer)
    {
        _usage = (_usage ?? ChatUsage.None).Plus(answer.Usage);
        _threadId = answer.ThreadId ?? _threadId;
        FunctionCall[] calls = [.. answer.Calls.Select(call => FunctionCall.From(call, answer.RequestId)!)];
        _answer = new ChatMessage(ChatMessage.Assistant, answer.Text)
        {
            Attachments = answer.GeneratedFiles.Count > 0 ? [.. answer.GeneratedFiles.Select(static file => file.Id)] : null,
            SeveralCalls = calls,
            FunctionsStateId = answer.StateId,
        };
        _last = NewReply(answer, [.. calls.Select(_masking.Restore)], answer.Usage is null ? null : _usage);
        if (calls.Length == 0 && _request.Schema is { } schema)
            _last.Value = schema.Parse(_last);
        return _last;
    }

    private ChatReply NewReply(ReceivedAnswer received, IReadOnlyList<FunctionCall> calls, ChatUsage? usage)
    {
        ReceivedAnswer answer = _masking.Restore(received);
        return new ChatReply
        {
            Text = answer.Text,
            Reasoning = answer.Reasoning,
            Model = answer.Model,
            FinishReason = answer.FinishReason,
            UserMessage = answer.UserMessage,
            HadFunctions = _functions is { Count: > 0 },
            FunctionCalls = calls,
            Sources = answer.Sources,
            ToolCalls = answer.ToolCalls,
            GeneratedFiles = answer.GeneratedFiles,
            LogProb = answer.LogProb,
            ApiVersion = _protocol.Version,
            Usage = usage,
            Source = _request.Source,
            Prompt = _request.Prompt,
            RequestId = answer.RequestId,
            SessionId = answer.SessionId ?? _conversation.SessionId,
            Duration = answer.Duration,
        };
    }
}

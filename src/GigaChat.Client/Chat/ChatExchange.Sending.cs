using GigaChat.Chat;
using GigaChat.Files;
using GigaChat.Http;
using GigaChat.Resources;

namespace GigaChat;

/// <content>A request, and what it is repeated for with other contents.</content>
public sealed partial class ChatExchange
{
    /// <summary>
    /// Sends a request. The files of the prompt are uploaded first; where one that was uploaded by an earlier request is gone,
    /// it is uploaded once more and the request is repeated. So it is once without the state ids of calls, where the service has
    /// kept more calls under one than it returned.
    /// </summary>
    private async Task<T> SendAsync<T>(
        bool stream, Func<ServiceRequest, Task<T>> send, CallOptions? options, CancellationToken cancellationToken)
    {
        ChatValidation.CheckLength(_request, _history, _messages);
        AttachmentResolver? files = NewResolver();
        while (true)
        {
            if (files is not null)
            {
                IReadOnlyList<string> ids = await files.ResolveAsync(_history, options, cancellationToken)
                    .ConfigureAwait(false);
                _messages[0] = _messages[0] with { Attachments = ids };
            }
            ServiceRequest request = _protocol.CreateRequest(CreateTurn(), stream);
            try
            {
                T answer = await send(request).ConfigureAwait(false);
                if (_roleRefusal is not null)
                    ResultRoles.Of(_connection).Remember(Model);
                _roleRefusal = null;
                return answer;
            }
            catch (GigaChatException e) when (e.Kind is GigaChatErrorKind.FileNotFound or GigaChatErrorKind.PermissionDenied)
            {
                // The service does not say which file it means.
                UploadCache.Of(_connection).Remove(request.Attachments);
                if (e.Kind != GigaChatErrorKind.FileNotFound || files is not { HasReused: true })
                    throw;
                files = new AttachmentResolver(_connection, _request.Attachments!);
            }
            catch (GigaChatException e) when (e.Kind is not (GigaChatErrorKind.FileNotFound or GigaChatErrorKind.PermissionDenied))
            {
                GigaChatException? error = ChangeRequest(e);
                if (ReferenceEquals(error, e))
                    throw;
                if (error is not null)
                    throw error;
            }
        }
    }

    /// <summary>Changes what a refusal may be about, so that the request can be repeated.</summary>
    /// <returns>Null; the error to end with where there is nothing to change.</returns>
    private GigaChatException? ChangeRequest(GigaChatException error)
    {
        if (_roleRefusal is { } refusal && error.Kind == GigaChatErrorKind.InvalidRequest)
        {
            // Refused with either role, so it is about something else: what the second one is refused for may be that role alone.
            (_roleRefusal, _resultRole) = (null, null);
            return _masking.Restore(refusal);
        }
        if (!_withoutStateIds && FunctionStateError.Is(error) && HasStateId())
        {
            _withoutStateIds = true;
            return null;
        }
        if (ResultRoles.MayTakeOther(error, _protocol.Version, CreateTurn()))
        {
            (_roleRefusal, _resultRole) = (error, ChatMessage.Function);
            return null;
        }
        // The next request stores everything again.
        if (error.Detail == nameof(Messages.ThreadNotFound))
            _conversation.ForgetThread();
        return _masking.Restore(error);
    }

    private string? ThreadId => _conversation.IsStored ? _threadId ?? _conversation.ThreadId : null;

    private string Model => _request.Model ?? _conversation.Model ?? _connection.Model;

    private ChatTurn CreateTurn() => new()
    {
        Request = _request,
        Model = Model,
        Conversation = _conversation,
        ThreadId = ThreadId,
        History = _history,
        Masking = _masking,
        Messages = _messages,
        Functions = _functions,
        WithoutStateIds = _withoutStateIds,
        ResultRole = _resultRole ?? ResultRoles.Of(_connection).Find(Model),
    };

    private bool HasStateId() => _history.Concat(_messages).Any(static message => message.FunctionsStateId is not null);

    // The requests that follow a call of a function repeat the prompt with the ids that it has by then.
    private AttachmentResolver? NewResolver()
    {
        if (_messages is not [{ Attachments: null } prompt] || _request.Attachments is not { Count: > 0 } attachments)
            return null;
        return prompt.Role == ChatMessage.User
            ? new AttachmentResolver(_connection, attachments)
            : throw new GigaChatException(GigaChatErrorKind.InvalidRequest, FileMessages.AttachmentsNeedPrompt);
    }
}

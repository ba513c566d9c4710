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
                return await send(request).ConfigureAwait(false);
            }
            catch (GigaChatException e) when (e.Kind is GigaChatErrorKind.FileNotFound or GigaChatErrorKind.PermissionDenied)
            {
                // The service does not say which file it means.
                UploadCache.Of(_connection).Remove(request.Attachments);
                if (e.Kind != GigaChatErrorKind.FileNotFound || files is not { HasReused: true })
                    throw;
                files = new AttachmentResolver(_connection, _request.Attachments!);
            }
            catch (GigaChatException e) when (!_withoutStateIds && FunctionStateError.Is(e) && HasStateId())
            {
                _withoutStateIds = true;
            }
            catch (GigaChatException e) when (ResultRoles.MayTakeOther(e, _protocol.Version, CreateTurn()))
            {
                ResultRoles.Of(_connection).UseOther(Model);
            }
            catch (GigaChatException e) when (_masking.Restore(e) is var restored && !ReferenceEquals(restored, e))
            {
                throw restored;
            }
        }
    }

    private string Model => _request.Model ?? _conversation.Model ?? _connection.Model;

    private ChatTurn CreateTurn() => new()
    {
        Request = _request,
        Model = Model,
        Conversation = _conversation,
        History = _history,
        Masking = _masking,
        Messages = _messages,
        Functions = _functions,
        WithoutStateIds = _withoutStateIds,
        ResultRole = ResultRoles.Of(_connection).Find(Model),
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

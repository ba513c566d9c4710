using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Chat;

/// <summary>Makes requests of bodies; both versions of the chat API have the same limits, headers and meanings of refusals.</summary>
internal static class ChatRequestBuilder
{
    /// <summary>Makes a request.</summary>
    /// <param name="json">The body.</param>
    /// <param name="turn">What is asked.</param>
    /// <param name="messages">The messages of the body.</param>
    /// <param name="stream">Asks for the answer as a stream of events.</param>
    public static ServiceRequest CreateRequest(byte[] json, ChatTurn turn, IReadOnlyList<ChatMessage> messages, bool stream)
    {
        string[] attachments = [.. messages.SelectMany(static message => message.Attachments ?? [])];
        return new ServiceRequest(HttpMethod.Post, "chat/completions")
        {
            Json = turn.Request.AdditionalFields is { } fields ? AddFields(json, fields) : json,
            IsStream = stream,
            // Around each word of a stream are some 200 bytes.
            MaxResponseBytes = stream ? 4 * ServiceRequest.DefaultMaxResponseBytes : ServiceRequest.DefaultMaxResponseBytes,
            SessionId = turn.Conversation.SessionId,
            Attachments = attachments,
            NotFoundKind = GigaChatErrorKind.ModelNotFound,
            ForbiddenMessage = attachments.Length > 0 ? FileMessages.AttachmentDenied : null,
            Subject = turn.Model,
        };
    }

    private static byte[] AddFields(byte[] json, string fields)
        => JsonMerge.Merge(json, fields)
            ?? throw new GigaChatException(GigaChatErrorKind.InvalidRequest, LocalizedMessage.Of(Messages.AdditionalFieldsInvalid));
}

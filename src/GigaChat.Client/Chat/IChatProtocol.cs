using GigaChat.Core;
using GigaChat.Http;

namespace GigaChat.Chat;

/// <summary>One version of the chat API: how requests are written and answers read.</summary>
internal interface IChatProtocol
{
    /// <summary>Which one.</summary>
    ChatApiVersion Version { get; }

    /// <summary>Makes a request.</summary>
    /// <param name="turn">What is asked, in which history.</param>
    /// <param name="stream">Asks for the answer as a stream of events.</param>
    ServiceRequest CreateRequest(ChatTurn turn, bool stream);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="GigaChatException">No answer, or one that cannot be read.</exception>
    Task<ReceivedAnswer> AskAsync(ServiceClient service, ServiceRequest request, CallOptions? options, CancellationToken cancellationToken);

    /// <summary>Reads the events of one stream.</summary>
    /// <param name="secrets">Hides what signed in, where an event says that the service failed.</param>
    IChatStreamReader CreateStreamReader(SecretRedactor secrets);
}

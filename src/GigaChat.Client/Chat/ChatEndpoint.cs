using System.Runtime.CompilerServices;

namespace GigaChat;

/// <summary>Chat: <c>POST /chat/completions</c>, version 1.</summary>
public static class ChatEndpoint
{
    /// <summary>Begins an exchange in which functions may be called. It holds the conversation until it is disposed.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The prompt.</param>
    /// <param name="cancellationToken">Ends the wait for the conversation.</param>
    /// <exception cref="GigaChatException">The request is wrong; nothing was sent.</exception>
    /// <returns>The exchange, nothing asked yet.</returns>
    public static async Task<ChatExchange> BeginChatAsync(
        this IGigaChatConnection connection, ChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return await ChatExchange.BeginAsync(connection, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks and waits for the whole answer.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The prompt.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Closes the socket and leaves the conversation as it was.</param>
    /// <exception cref="GigaChatException">No answer; see its kind.</exception>
    /// <returns>The answer.</returns>
    public static async Task<ChatReply> ChatAsync(
        this IGigaChatConnection connection,
        ChatRequest request,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using ChatExchange exchange = await connection.BeginChatAsync(request, cancellationToken).ConfigureAwait(false);
        await exchange.AskAsync(options, cancellationToken).ConfigureAwait(false);
        return exchange.Complete();
    }

    /// <summary>Asks and hands the answer over piece by piece. Leaving the loop early closes the socket.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The prompt.</param>
    /// <param name="options">Time limit (the longest silence) and trace of this call.</param>
    /// <param name="cancellationToken">Closes the socket and leaves the conversation as it was.</param>
    /// <exception cref="GigaChatException">No answer.</exception>
    /// <exception cref="ChatException">The answer broke off: <see cref="ChatException.PartialReply"/> holds what came.</exception>
    /// <returns>The pieces.</returns>
    public static async IAsyncEnumerable<ChatChunk> StreamChatAsync(
        this IGigaChatConnection connection,
        ChatRequest request,
        CallOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using ChatExchange exchange = await connection.BeginChatAsync(request, cancellationToken).ConfigureAwait(false);
        await foreach (ChatChunk chunk in exchange.StreamAsync(options, cancellationToken).ConfigureAwait(false))
        {
            if (chunk.Reply is not null)
                exchange.Complete();
            yield return chunk;
        }
    }
}

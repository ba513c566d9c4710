using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>Tokens: <c>POST /tokens/count</c>.</summary>
public static class TokensEndpoint
{
    /// <summary>Counts the tokens of texts in one request; if that is too large for the service, in halves of it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="texts">The texts; 100 are a good batch. An empty one has no tokens and is not sent.</param>
    /// <param name="sources">Where they came from, one each, or null.</param>
    /// <param name="model">The model; null for the connection's.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">No answer; see its kind.</exception>
    /// <returns>One count for each text, in order.</returns>
    public static async Task<IReadOnlyList<TokenCount>> CountTokensAsync(
        this IGigaChatConnection connection, IReadOnlyList<string> texts, IReadOnlyList<object?>? sources = null, string? model = null,
        CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(texts);
        model ??= connection.Model;
        string[] sent = [.. texts.Where(static text => text.Length > 0)];
        var counted = new Queue<TokenCountPayload>(sent.Length);
        await CountAsync(sent).ConfigureAwait(false);
        return [.. texts.Select(Describe)];

        async Task CountAsync(ArraySegment<string> part)
        {
            if (part.Count == 0)
                return;
            try
            {
                foreach (TokenCountPayload item in await SendAsync(connection, model, part, options, cancellationToken).ConfigureAwait(false))
                    counted.Enqueue(item);
            }
            catch (GigaChatException e) when (e.Kind == GigaChatErrorKind.TooLarge && part.Count > 1)
            {
                int half = part.Count / 2;
                await CountAsync(part[..half]).ConfigureAwait(false);
                await CountAsync(part[half..]).ConfigureAwait(false);
            }
        }

        TokenCount Describe(string text, int place)
        {
            TokenCountPayload item = text.Length > 0 ? counted.Dequeue() : new TokenCountPayload();
            return new TokenCount { Text = text, Tokens = item.Tokens, Characters = item.Characters, Model = model, Source = sources?[place] };
        }
    }

    private static async Task<IReadOnlyList<TokenCountPayload>> SendAsync(
        IGigaChatConnection connection, string model, ArraySegment<string> texts, CallOptions? options, CancellationToken cancellationToken)
    {
        var body = new TokensCountRequest { Model = model, Input = texts };
        var request = new ServiceRequest(HttpMethod.Post, "tokens/count")
        {
            Json = RequestJsonContext.Write(body, RequestJsonContext.Default.TokensCountRequest),
            NotFoundKind = GigaChatErrorKind.ModelNotFound,
            Subject = model,
        };
        ServiceResponse<IReadOnlyList<TokenCountPayload>> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.IReadOnlyListTokenCountPayload, options, cancellationToken).ConfigureAwait(false);
        return response.Value.Count == texts.Count && !response.Value.Contains(null!)
            ? response.Value
            : throw new GigaChatException(GigaChatErrorKind.ResponseInvalid, Messages.TokenCountsIncomplete) { RequestId = response.RequestId };
    }
}

using GigaChat.Core;
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
    /// <param name="model">The model; null for the connection's.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">No answer; see its kind.</exception>
    /// <returns>One count for each text, in order.</returns>
    public static async Task<IReadOnlyList<TokenCount>> CountTokensAsync(
        this IGigaChatConnection connection,
        IReadOnlyList<string> texts,
        string? model = null,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(texts);
        model ??= connection.Model;
        TokenCount[] counts = [.. texts.Select(text => new TokenCount { Text = text, Model = model })];
        IEnumerable<int> countable = Enumerable.Range(0, texts.Count).Where(i => texts[i].Length > 0);
        await BatchSplitter.SendAsync(countable, CountBatchAsync).ConfigureAwait(false);
        return counts;

        async Task CountBatchAsync(IReadOnlyList<int> batch)
        {
            string[] part = [.. batch.Select(i => connection.MaskRules?.Mask(texts[i], cancellationToken) ?? texts[i])];
            IReadOnlyList<TokenCountPayload> items = await SendAsync(connection, model, part, options, cancellationToken)
                .ConfigureAwait(false);
            for (int i = 0; i < batch.Count; i++)
                counts[batch[i]] = counts[batch[i]] with { Tokens = items[i].Tokens, Characters = items[i].Characters };
        }
    }

    private static async Task<IReadOnlyList<TokenCountPayload>> SendAsync(
        IGigaChatConnection connection, string model, string[] texts, CallOptions? options, CancellationToken cancellationToken)
    {
        var body = new TokensCountRequest { Model = model, Input = texts };
        var request = new ServiceRequest(HttpMethod.Post, "tokens/count")
        {
            Json = RequestJsonContext.Write(body, RequestJsonContext.Default.TokensCountRequest),
            NotFoundKind = GigaChatErrorKind.ModelNotFound,
            Subject = model,
            Model = model,
            SpendsTokens = false,
        };
        ServiceResponse<IReadOnlyList<TokenCountPayload>> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.IReadOnlyListTokenCountPayload, options, cancellationToken)
            .ConfigureAwait(false);
        return response.Value.Count == texts.Length && !response.Value.Contains(null!)
            ? response.Value
            : throw new GigaChatException(GigaChatErrorKind.ResponseInvalid, Messages.TokenCountsIncomplete)
            {
                RequestId = response.RequestId,
            };
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>Embeddings: <c>POST /embeddings</c>.</summary>
public static partial class EmbeddingsEndpoint
{
    // As JSON; those of today have 10 to 60 KB.
    private const int MaxVectorBytes = 128 * 1024;

    /// <summary>
    /// Makes vectors of texts, in one request. The service refuses a whole request for one over-long text and names
    /// its index: that text is left out as an error of its own and the others are asked for again.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="texts">The texts; 100 are a good batch.</param>
    /// <param name="embedding">Model, prefix and length of the vectors; null for the usual ones.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">An error that is not one text's own.</exception>
    /// <returns>One outcome for each text, in order.</returns>
    public static async Task<IReadOnlyList<EmbeddingResult>> EmbedAsync(
        this IGigaChatConnection connection,
        IReadOnlyList<string> texts,
        EmbeddingOptions? embedding = null,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(texts);
        embedding ??= new EmbeddingOptions();
        var results = new EmbeddingResult[texts.Count];
        await BatchSplitter.SendAsync(
            SelectSendable(texts, results),
            batch => EmbedBatchAsync(connection, texts, batch, embedding, results, options, cancellationToken),
            (error, batch) =>
            {
                if (FindRejectedIndex(error, batch.Count) is not { } index)
                    return false;
                results[batch[index]] = new(null, TooLong(error));
                batch.RemoveAt(index);
                return true;
            }).ConfigureAwait(false);
        return results;
    }

    private static async Task EmbedBatchAsync(
        IGigaChatConnection connection,
        IReadOnlyList<string> texts,
        IReadOnlyList<int> batch,
        EmbeddingOptions embedding,
        EmbeddingResult[] results,
        CallOptions? options,
        CancellationToken cancellationToken)
    {
        TextMaskRules? rules = embedding.Mask ?? connection.MaskRules;
        var body = new EmbeddingsRequest { Model = embedding.Model, Input = [.. batch.Select(i => TextToSend(texts[i]))] };
        var request = new ServiceRequest(HttpMethod.Post, "embeddings")
        {
            Json = RequestJsonContext.Write(body, RequestJsonContext.Default.EmbeddingsRequest),
            NotFoundKind = GigaChatErrorKind.ModelNotFound,
            Subject = embedding.Model,
            Model = embedding.Model,
            MaxResponseBytes = ServiceRequest.DefaultMaxResponseBytes + (batch.Count * MaxVectorBytes),
        };
        ServiceResponse<EmbeddingsResponse> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.EmbeddingsResponse, options, cancellationToken).ConfigureAwait(false);
        foreach (EmbeddingPayload item in response.Value.Data ?? [])
        {
            if (item?.Embedding is not { Length: > 0 } vector || !IsFinite(vector) || (uint)item.Index >= (uint)batch.Count)
                throw Incomplete(response.RequestId);
            int place = batch[item.Index];
            var result = new Embedding
            {
                Text = texts[place],
                Vector = embedding.Normalize ? Normalized(vector) : vector,
                Model = response.Value.Model ?? embedding.Model,
                Tokens = item.Usage?.PromptTokens ?? 0,
            };
            results[place] = new EmbeddingResult(result, Error: null);
        }
        if (batch.Any(i => results[i] is null))
            throw Incomplete(response.RequestId);

        // Each text is masked by itself: it has the same vector, whatever was embedded before it.
        string TextToSend(string text)
            => rules is null ? embedding.Prefix + text : rules.Mask(embedding.Prefix + text, cancellationToken);
    }

    // A number beyond the largest float is read as infinity, and makes every comparison with the vector no number.
    private static bool IsFinite(float[] vector)
    {
        foreach (float component in vector)
        {
            if (!float.IsFinite(component))
                return false;
        }
        return true;
    }

    /// <summary>The vector with length 1; a vector of zeros stays as it is.</summary>
    internal static float[] Normalized(float[] vector)
    {
        double squares = 0;
        foreach (float component in vector)
            squares += (double)component * component;
        if (squares == 0)
            return vector;

        float factor = (float)(1 / Math.Sqrt(squares));
        for (int i = 0; i < vector.Length; i++)
            vector[i] *= factor;
        return vector;
    }

    // An empty text, or an endless one, would be refused for all of its batch, with no index named.
    private static IEnumerable<int> SelectSendable(IReadOnlyList<string> texts, EmbeddingResult[] results)
    {
        for (int i = 0; i < texts.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(texts[i]))
                results[i] = new(null, new GigaChatException(GigaChatErrorKind.InvalidRequest, Messages.TextEmpty));
            else if (texts[i].Length > TextLimit.MaxCharacters)
                results[i] = new(null, TextLimit.CreateError(texts[i].Length));
            else
                yield return i;
        }
    }

    private static int? FindRejectedIndex(GigaChatException e, int count)
    {
        Match match = IndexPattern().Match(e.ServiceMessage ?? "");
        if (match.Success && int.Parse(match.Groups["index"].ValueSpan, CultureInfo.InvariantCulture) is var index && index < count)
            return index;
        return count == 1 ? 0 : null;
    }

    private static GigaChatException TooLong(GigaChatException e)
    {
        Match numbers = TokensPattern().Match(e.ServiceMessage ?? "");
        string text = numbers.Success
            ? Localized.Format(Messages.TextTooLong, numbers.Groups["actual"].Value, numbers.Groups["max"].Value)
            : e.Message;
        return new GigaChatException(GigaChatErrorKind.TooLarge, text, e)
        {
            StatusCode = e.StatusCode,
            ServiceMessage = e.ServiceMessage,
            RequestId = e.RequestId,
        };
    }

    private static GigaChatException Incomplete(string? requestId)
        => new(GigaChatErrorKind.ResponseInvalid, Messages.EmbeddingsIncomplete) { RequestId = requestId };

    // "Max tokens for index 3 exceeded. Max tokens: 514, actual tokens: 601"
    [GeneratedRegex("for index (?<index>[0-9]{1,6})", RegexOptions.CultureInvariant)]
    private static partial Regex IndexPattern();

    [GeneratedRegex("Max tokens: (?<max>[0-9]+), actual tokens: (?<actual>[0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex TokensPattern();
}

using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>Texts written by models: <c>POST /ai/check</c>. For companies that pay as they go.</summary>
public static class AICheckEndpoint
{
    /// <summary>The model that also finds the parts; the other one, <c>GigaCheckClassification</c>, judges the text as a whole.</summary>
    public const string DefaultModel = "GigaCheckDetection";

    /// <summary>The service judges no text with fewer words.</summary>
    public const int MinWords = 20;

    /// <summary>Asks whether a person or a model wrote a text.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="text">A Russian text of at least 20 words.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/> for a text that is too short; nothing was sent then.
    /// </exception>
    /// <returns>The verdict.</returns>
    public static async Task<AITextCheck> CheckTextAsync(
        this IGigaChatConnection connection,
        string text,
        string model = DefaultModel,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(text);
        int words = CountWords(text);
        if (words < MinWords)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(Messages.TooFewWords, words, MinWords));

        var body = new AICheckRequest { Model = model, Input = text };
        var request = new ServiceRequest(HttpMethod.Post, "ai/check")
        {
            Json = RequestJsonContext.Write(body, RequestJsonContext.Default.AICheckRequest),
            NotFoundKind = GigaChatErrorKind.ModelNotFound,
            Subject = model,
            Model = model,
            ForbiddenMessage = Messages.AiCheckDenied,
        };
        ServiceResponse<AICheckResponse> response = await connection.Service
            .SendAsync(request, ResponseJsonContext.Instance.AICheckResponse, options, cancellationToken).ConfigureAwait(false);
        AICheckResponse answer = response.Value;
        if (answer.Category is not { } category || answer.AiIntervals?.Any(static interval => interval is not [_, _]) == true)
            throw ServiceError.Unreadable(response.RequestId);

        return new AITextCheck
        {
            Category = category,
            Intervals = [.. (answer.AiIntervals ?? []).Select(interval => AITextInterval.Of(text, interval[0], interval[1]))],
            Text = text,
            Characters = answer.Characters,
            Tokens = answer.Tokens,
            Model = model,
        };
    }

    /// <summary>Words between spaces; what has neither letter nor digit, such as a dash, is none.</summary>
    internal static int CountWords(string text)
        => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(static word => word.Any(char.IsLetterOrDigit));
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>Reads JSON bodies and says clearly when they are none.</summary>
internal static class JsonResponseReader
{
    private const int MaxTypeLength = 100;

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        if (WebPage.IsWebPage(response.Content.Headers)
            && (await ErrorBodyReader.ReadAsync(response, cancellationToken).ConfigureAwait(false)).Message is { } title)
        {
            LocalizedMessage message = Localized.Format(Messages.AnswerIsTitledPage, ErrorAnswer.Shorten(title));
            throw Error(GigaChatErrorKind.ServerError, message, response, null);
        }
        EnsureContentType(response, "application/json");
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false)
                ?? throw Unreadable(response, null);
        }
        catch (JsonException e)
        {
            throw Unreadable(response, e);
        }
    }

    /// <summary>Refuses an answer of another type, such as the page of a gateway.</summary>
    public static void EnsureContentType(HttpResponseMessage response, string type)
    {
        string? actual = response.Content.Headers.ContentType?.MediaType;
        if (WebPage.IsWebPage(response.Content.Headers))
            throw Error(GigaChatErrorKind.ServerError, LocalizedMessage.Of(Messages.AnswerIsWebPage), response, null);
        if (actual is null && response.Content.Headers.ContentLength == 0)
            throw Error(GigaChatErrorKind.ResponseInvalid, LocalizedMessage.Of(Messages.AnswerEmpty), response, null);
        if (string.Equals(actual, type, StringComparison.OrdinalIgnoreCase))
            return;
        string shown = VisibleText.OneLine(SecretRedactor.For(response.RequestMessage).Redact(actual ?? "-"), MaxTypeLength);
        LocalizedMessage message = Localized.Format(Messages.AnswerHasWrongType, shown, type);
        throw Error(GigaChatErrorKind.ResponseInvalid, message, response, null);
    }

    private static GigaChatException Unreadable(HttpResponseMessage response, Exception? inner)
        => Error(GigaChatErrorKind.ResponseInvalid, LocalizedMessage.Of(Messages.AnswerUnreadable), response, inner);

    private static GigaChatException Error(GigaChatErrorKind kind, LocalizedMessage message, HttpResponseMessage response, Exception? inner)
        => new(kind, message, ForeignException.Clean(inner, SecretRedactor.For(response.RequestMessage)))
        {
            StatusCode = response.StatusCode,
            RequestId = ServiceError.Header(response, "x-request-id"),
        };
}

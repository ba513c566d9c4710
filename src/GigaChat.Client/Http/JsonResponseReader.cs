using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>Reads JSON bodies and says clearly when they are none.</summary>
internal static class JsonResponseReader
{
    private const int MaxTypeLength = 100;

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

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
            T? value = body.CanSeek
                ? Parse(body, type)
                : await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false);
            return value ?? throw Unreadable(response, null);
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

    // A body that is whole in memory is parsed at one go. The asynchronous reader takes it in pieces, and for each value, such as each
    // number of a vector, sees first whether it is cut off at the end of a piece.
    private static T? Parse<T>(Stream body, JsonTypeInfo<T> type)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)(body.Length - body.Position));
        int length = 0;
        try
        {
            length = body.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            ReadOnlySpan<byte> json = buffer.AsSpan(0, length);
            return JsonSerializer.Deserialize(json.StartsWith(Utf8Mark) ? json[Utf8Mark.Length..] : json, type);
        }
        finally
        {
            // It may hold a token.
            CryptographicOperations.ZeroMemory(buffer.AsSpan(0, length));
            ArrayPool<byte>.Shared.Return(buffer);
        }
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

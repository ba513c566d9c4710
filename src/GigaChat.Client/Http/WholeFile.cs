using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>
/// Whether an answer is a whole file. A JSON document has an end of its own, but half a file is a file too. .NET drops lengths that it
/// cannot read and those beside chunks, and takes what came then.
/// </summary>
internal static class WholeFile
{
    private const string Length = "Content-Length";

    /// <summary>The length that the file has to have; null where neither the answer nor the service's list names one.</summary>
    /// <param name="response">The answer, before its body.</param>
    /// <param name="maximum">The most bytes that are taken.</param>
    /// <param name="expected">The size that the service's list names.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.ResponseInvalid"/> for a part of a file, for a length that is none, and for another one than the
    /// expected; <see cref="GigaChatErrorKind.TooLarge"/>.
    /// </exception>
    public static long? Begin(HttpResponseMessage response, long maximum, long? expected)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw Error(response, Localized.Format(Messages.FilePartial, (int)response.StatusCode));
        if (!response.Content.Headers.NonValidated.TryGetValues(Length, out HeaderStringValues values))
            return expected;
        string[] texts = [.. values];
        if (texts is not [var text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long length))
            throw Error(response, LocalizedMessage.Of(Messages.FileLengthUnreadable));
        // Of a page instead of the file more can be said than that it has another length.
        if (expected is { } size && size != length && !WebPage.IsWebPage(response.Content.Headers))
            throw Error(response, Localized.Format(Messages.FileLengthOther, length, size));
        return length <= maximum ? length : throw TooLarge(maximum);
    }

    /// <summary>Holds what has come against the limit.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.TooLarge"/>.</exception>
    public static void CheckLimit(long received, long maximum)
    {
        if (received > maximum)
            throw TooLarge(maximum);
    }

    /// <summary>Holds what has come, now that it has ended, against what was announced.</summary>
    /// <exception cref="HttpRequestException">It is more or less: the transfer broke, and may be repeated.</exception>
    public static void End(long? announced, long received)
    {
        if (announced is { } length && length != received)
            throw new HttpRequestException(HttpRequestError.ResponseEnded, Localized.Format(Messages.FileIncomplete, received, length));
    }

    private static GigaChatException TooLarge(long maximum)
        => new(GigaChatErrorKind.TooLarge, Localized.Format(Messages.FileTooLong, ByteSize.ToText(maximum)));

    private static GigaChatException Error(HttpResponseMessage response, LocalizedMessage message)
        => new(GigaChatErrorKind.ResponseInvalid, message)
        {
            StatusCode = response.StatusCode,
            RequestId = ServiceError.Header(response, "x-request-id"),
        };
}

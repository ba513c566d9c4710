using System.Net;
using System.Text.Json;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;

namespace GigaChat.Chat;

/// <summary>
/// What comes in a stream instead of the rest of the answer: an event that is called an error, or data that is no piece of an answer and
/// says why. The service documents none; gateways and services that speak the same protocol send both.
/// </summary>
/// <param name="answer">What the event says.</param>
internal sealed class StreamFailure(ErrorAnswer answer)
{
    private const int FirstErrorStatus = 400;

    // {"code":500} is the shortest that says anything. A flood of {} would otherwise be searched for reasons, one by one.
    private const int MinLength = 12;

    /// <summary>The data of an event, as the reason of a failure.</summary>
    public static StreamFailure Read(ReadOnlySpan<byte> data, SecretRedactor secrets) => new(ErrorBodyReader.Read(data, secrets));

    /// <summary>Whether an event is an error by its name.</summary>
    // The second name is handled by one client (LC-NEW); no capture has either.
    public static bool IsNamed(string eventType) => eventType is "error" or "response.error";

    /// <summary>Looks for a failure in the data of an event that has nothing of an answer.</summary>
    /// <returns>Null where the data names no reason and no status of an error.</returns>
    public static StreamFailure? Find(ReadOnlySpan<byte> data, SecretRedactor secrets)
    {
        if (data.Length < MinLength)
            return null;
        ErrorAnswer answer = ErrorBodyReader.Read(data, secrets);
        return answer.Status >= FirstErrorStatus || answer.HasNamedReason ? new StreamFailure(answer) : null;
    }

    /// <summary>Reads the data of an event as JSON.</summary>
    /// <returns>The object; a <see cref="StreamFailure"/> for a sentence or a page instead of JSON; null for JSON's null.</returns>
    /// <exception cref="JsonException">Broken JSON, or one of another form.</exception>
    public static object? ReadJson<T>(
        ReadOnlySpan<byte> data, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, SecretRedactor secrets)
    {
        try
        {
            return JsonSerializer.Deserialize(data, type);
        }
        // What begins as JSON was cut or garbled on its way, and tells nothing.
        catch (JsonException) when (data.TrimStart(" \t\r\n"u8) is [not ((byte)'{' or (byte)'['), ..])
        {
            return Read(data, secrets);
        }
    }

    /// <summary>The error of the chat.</summary>
    public GigaChatException ToException() => new(KindOf(answer), Localized.Format(Messages.StreamFailed, answer.Quote()))
    {
        StatusCode = answer.Status >= FirstErrorStatus ? (HttpStatusCode)answer.Status : null,
        ServiceCode = answer.Code,
        ServiceMessage = answer.Message,
    };

    private static GigaChatErrorKind KindOf(ErrorAnswer answer) => answer.Status switch
    {
        _ when ContextLimit.IsExceeded(answer.Message) => GigaChatErrorKind.TooLarge,
        401 => GigaChatErrorKind.AuthenticationFailed,
        402 => GigaChatErrorKind.QuotaExceeded,
        403 => GigaChatErrorKind.PermissionDenied,
        413 => GigaChatErrorKind.TooLarge,
        429 => GigaChatErrorKind.RateLimited,
        >= FirstErrorStatus and < 500 => GigaChatErrorKind.InvalidRequest,
        _ => GigaChatErrorKind.ServerError,
    };
}

using System.Net.Http.Headers;

namespace GigaChat.Http;

/// <summary>A request to the API, before it is bound to a connection.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the base address, without a leading slash.</param>
internal sealed record ServiceRequest(HttpMethod Method, string Path)
{
    /// <summary>Ample for an answer that holds the words of a model.</summary>
    public const int DefaultMaxResponseBytes = 16 * 1024 * 1024;

    /// <summary>The most bytes of a file. The service takes none that are larger than 40 MB; results of batches may be.</summary>
    public const int MaxFileBytes = 256 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    /// <summary>The version of the API whose path this is; null for the one of the base address.</summary>
    public int? ApiVersion { get; init; }

    /// <summary>The JSON body.</summary>
    public ReadOnlyMemory<byte> Json
    {
        init => Body = _ => new ReadOnlyMemoryContent(value) { Headers = { ContentType = JsonType } };
    }

    /// <summary>Makes the body. Each attempt has one of its own, so that a repetition sends all of it.</summary>
    public Func<IdleTimeout?, HttpContent>? Body { get; init; }

    /// <summary>
    /// A sign-in: its bodies are never reported, and the buffer of the answer, which holds a token, is cleared after use.
    /// </summary>
    public bool IsSensitive { get; init; }

    /// <summary>Asks for an event stream.</summary>
    public bool IsStream { get; init; }

    /// <summary>
    /// Takes the body of a good answer while it comes, instead of memory. It runs within the attempt, so what breaks is
    /// asked for again from the beginning. Goes with <see cref="Transfer"/> and
    /// <see cref="IsFile"/>.
    /// </summary>
    public Func<HttpContent, IdleTimeout, Task>? Sink { get; init; }

    /// <summary>
    /// The answer is a file, which shows nowhere that it is complete: it has to come with status 200, and in the length that was
    /// announced.
    /// </summary>
    public bool IsFile { get; init; }

    /// <summary>The bytes that a file has to have, where the service has named its size before.</summary>
    public long? ExpectedLength { get; init; }

    /// <summary>Further headers, checked before.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A refusal is an answer like any other.</summary>
    public bool SkipErrorCheck { get; init; }

    /// <summary>The answer may be of any type.</summary>
    public bool AcceptsAnyType { get; init; }

    /// <summary>The most bytes that an answer may have. What has no end shall not fill memory.</summary>
    public int MaxResponseBytes { get; init; } = DefaultMaxResponseBytes;

    /// <summary>Large bodies: the time limit is for silence instead of for the attempt, and their progress is reported.</summary>
    public Transfer? Transfer { get; init; }

    /// <summary><c>X-Session-ID</c>; null for the connection's.</summary>
    public string? SessionId { get; init; }

    /// <summary>The stored files that the request refers to.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>
    /// Finds out whether the base address is that of the API: a refusal by anything else is a wrong address. It is a part of connecting
    /// and, like a sign-in, not counted.
    /// </summary>
    public bool ChecksAddress { get; init; }

    /// <summary>The model asked, for the log.</summary>
    public string? Model { get; init; }

    /// <summary>The body is text, whatever its type says.</summary>
    public bool IsText { get; init; }

    /// <summary>It may cost tokens; one that does not is also sent when there are none left to spend.</summary>
    public bool SpendsTokens { get; init; } = true;

    /// <summary>What a 404 means here.</summary>
    public GigaChatErrorKind NotFoundKind { get; init; } = GigaChatErrorKind.InvalidRequest;

    /// <summary>What a 403 means here: a text with the places of <c>PermissionDenied</c>; null for that one.</summary>
    public string? ForbiddenMessage { get; init; }

    /// <summary>What a 404 means here: a text with the places status, the service's words, subject; null for the usual one.</summary>
    public string? NotFoundMessage { get; init; }

    /// <summary>The thread in which the service keeps the messages of a conversation; null for none.</summary>
    public string? ThreadId { get; init; }

    /// <summary>The model or file asked for, named in a 404's message.</summary>
    public string? Subject { get; init; }
}

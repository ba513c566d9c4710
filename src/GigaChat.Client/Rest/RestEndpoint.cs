using System.Net.Http.Headers;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Rest;

namespace GigaChat;

/// <summary>
/// Any path of the service, over the connection's token, trust, retries and gate: for what this library has no method of its own
/// (assistants, threads, <c>functions/convert</c>, <c>filter/check</c>).
/// </summary>
public static class RestEndpoint
{
    private const int MaxResponseBytes = 64 * 1024 * 1024;

    // The connection, or .NET, sets these: another value would send a wrong token, or break the message.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Accept-Encoding", "Expect", "Cookie",
    };

    /// <summary>Sends a request and keeps its answer in memory.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The request.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">A path or header that cannot be used, or no good answer; see its kind.</exception>
    /// <returns>The answer.</returns>
    public static async Task<RestResponse> SendRestAsync(
        this IGigaChatConnection connection,
        RestRequest request,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ServiceRequest message = await CreateRequestAsync(connection, request, cancellationToken).ConfigureAwait(false);
        ServiceResponse<RestResponse> response = await connection.Service
            .ReadResponseAsync(message, ReadAsync, options, cancellationToken).ConfigureAwait(false);
        return response.Value;
    }

    /// <summary>Sends a request and copies the body of its answer to a stream while it comes.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The request.</param>
    /// <param name="destination">Where the body goes. One that can seek is begun again when the connection breaks.</param>
    /// <param name="options">Time limit (the longest silence), trace and progress of this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">A path or header that cannot be used, or no good answer; see its kind.</exception>
    /// <returns>The media type that the answer names, if any.</returns>
    public static async Task<string?> DownloadRestAsync(
        this IGigaChatConnection connection,
        RestRequest request,
        Stream destination,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        using var transfer = new Transfer(request.Path, TransferDirection.Download, options?.Progress);
        var sink = new Files.DownloadSink(destination, transfer, cancellationToken);
        ServiceRequest message = await CreateRequestAsync(connection, request, cancellationToken).ConfigureAwait(false) with
        {
            Sink = sink.CopyAsync, Transfer = transfer, IsFile = true, MaxResponseBytes = ServiceRequest.MaxFileBytes,
        };
        ServiceResponse<string?> response = await connection.Service.DownloadAsync(message, options, cancellationToken)
            .ConfigureAwait(false);
        return response.Value;
    }

    private static async Task<ServiceRequest> CreateRequestAsync(
        IGigaChatConnection connection, RestRequest request, CancellationToken cancellationToken)
    {
        RestPath path = RestPath.Parse(request.Path, request.Query, connection.Service.BaseUri);
        if (request.Headers.FirstOrDefault(static header => !IsUsable(header)) is { Key: { } name })
            throw Unusable(Messages.RestHeaderUnusable, name);
        MediaTypeHeaderValue? type = null;
        if (request.ContentType is { } given && !MediaTypeHeaderValue.TryParse(given, out type))
            throw Unusable(Messages.RestTypeUnusable, given);
        byte[]? content = request.BodyPath is { } file ? await ReadBodyAsync(file, cancellationToken).ConfigureAwait(false) : request.Body;
        return new ServiceRequest(request.Method, path.Relative)
        {
            ApiVersion = path.Version,
            Body = content is { } body ? _ => new ByteArrayContent(body) { Headers = { ContentType = type } } : null,
            Headers = request.Headers,
            SkipErrorCheck = request.SkipErrorCheck,
            AcceptsAnyType = true,
            MaxResponseBytes = MaxResponseBytes,
            NotFoundMessage = Messages.RequestRefused,
            Subject = request.Path,
        };
    }

    private static GigaChatException Unusable(string message, string given)
        => new(GigaChatErrorKind.InvalidRequest, Localized.Format(message, VisibleText.OneLine(given, 100)));

    private static async Task<byte[]> ReadBodyAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new GigaChatException(GigaChatErrorKind.FileNotFound, Localized.Format(Messages.FileIsFolder, path));
        try
        {
            return await LocalFile.ReadAsync(path, MaxResponseBytes, acceptPipe: false, cancellationToken).ConfigureAwait(false)
                ?? throw new GigaChatException(GigaChatErrorKind.TooLarge, LocalizedMessage.Of(Messages.TooLarge));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw LocalFile.Unreadable(path, e);
        }
    }

    private static bool IsUsable(KeyValuePair<string, string> header)
    {
        if (Reserved.Contains(header.Key) || !HeaderText.IsUsable(header.Value))
            return false;
        using var probe = new HttpRequestMessage();
        return probe.Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    private static async Task<RestResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] content = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        string? type = response.Content.Headers.ContentType?.MediaType;
        return new RestResponse((int)response.StatusCode, type, content, ServiceError.Header(response, "x-request-id"));
    }
}

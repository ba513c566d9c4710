using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using GigaChat.Core;
using GigaChat.Wire;

namespace GigaChat.Http;

/// <summary>Sends requests to the API of one connection and turns every fault into a <see cref="GigaChatException"/>.</summary>
/// <param name="http">The client for the API.</param>
/// <param name="settings">The settings of the connection.</param>
/// <param name="gate">Limits the number of requests at a time.</param>
/// <param name="usage">Counts the answers.</param>
/// <param name="closing">Fires when the connection is closed.</param>
internal sealed class ServiceClient(
    HttpClient http, ServiceClientSettings settings, ConcurrencyGate gate, ConnectionUsage usage, CancellationToken closing)
{
    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue AcceptEvents = new("text/event-stream");
    private static readonly MediaTypeWithQualityHeaderValue AcceptBytes = new("application/octet-stream");

    /// <summary><c>X-Session-ID</c> of requests that name none; null for none.</summary>
    public string? SessionId => settings.SessionId;

    /// <summary>Sends a request and reads its answer.</summary>
    public async Task<ServiceResponse<T>> SendAsync<T>(
        ServiceRequest request, JsonTypeInfo<T> type, CallOptions? options, CancellationToken cancellationToken)
    {
        using ConcurrencyGate.Place place = await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await SendAsync(
            request, options, cancellationToken, isReportedByCaller: true).ConfigureAwait(false);
        T? value = default;
        try
        {
            value = await JsonResponseReader.ReadAsync(response, type, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (options?.Trace is not null)
                AttemptContext.Of(response.RequestMessage!).ReportResponse(response, (value as ITokenUsage)?.ChargedTokens);
        }
        if (!request.ChecksAddress)
            usage.Add(value as ITokenUsage);
        return Describe(value, response, started);
    }

    /// <summary>Sends a request and reads an answer that is no JSON.</summary>
    public async Task<ServiceResponse<T>> ReadAsync<T>(
        ServiceRequest request, Func<Stream, CancellationToken, Task<T>> read, CallOptions? options, CancellationToken cancellationToken)
    {
        using ConcurrencyGate.Place place = await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await SendAsync(request, options, cancellationToken).ConfigureAwait(false);
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        T value = await read(body, cancellationToken).ConfigureAwait(false);
        usage.Add();
        return Describe(value, response, started);
    }

    /// <summary>Sends a request and hands over its event stream; disposing that closes the connection and leaves the gate.</summary>
    public async Task<ServiceResponse<EventStream>> OpenStreamAsync(
        ServiceRequest request, CallOptions? options, CancellationToken cancellationToken)
    {
        ConcurrencyGate.Place place = await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        HttpResponseMessage? response = null;
        try
        {
            long started = Stopwatch.GetTimestamp();
            response = await SendAsync(request, options, cancellationToken, isReportedByCaller: true).ConfigureAwait(false);
            JsonResponseReader.EnsureContentType(response, "text/event-stream");
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return Describe(CreateEventStream(body, response, place, options), response, started);
        }
        catch
        {
            if (response is not null && options?.Trace is not null)
                AttemptContext.Of(response.RequestMessage!).ReportResponse(response);
            response?.Dispose();
            place.Dispose();
            throw;
        }
    }

    // Where the caller wants a trace, it is reported at the end of the stream.
    private EventStream CreateEventStream(Stream body, HttpResponseMessage response, ConcurrencyGate.Place place, CallOptions? options)
    {
        if (options is null or { Trace: null, Bodies: null })
            return new EventStream(body, response, place, usage, closing);
        PrefixCapturingStream? copy = options.Bodies is null ? null : new PrefixCapturingStream(body);
        return new EventStream(copy ?? body, response, place, usage, closing, stream =>
        {
            AttemptContext.Of(response.RequestMessage!).ReportResponse(response, stream.ChargedTokens);
            if (copy is null)
                return;
            MediaTypeHeaderValue? type = response.Content.Headers.ContentType;
            options.Bodies!(BodyPreview.Describe(response.RequestMessage!, type, isAnswer: true, copy.Beginning, copy.Count));
        });
    }

    /// <summary>Sends a request whose <see cref="ServiceRequest.Sink"/> takes the body of the answer.</summary>
    /// <returns>The type that the answer names, if any.</returns>
    public async Task<ServiceResponse<string?>> DownloadAsync(
        ServiceRequest request, CallOptions? options, CancellationToken cancellationToken)
    {
        using ConcurrencyGate.Place place = await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await SendAsync(request, options, cancellationToken).ConfigureAwait(false);
        usage.Add();
        return Describe(response.Content.Headers.ContentType?.MediaType, response, started);
    }

    /// <summary>Why a stream ended that did not come to its end; null where the connection is still open.</summary>
    public GigaChatException? GetClosedError() => closing.IsCancellationRequested ? Closed() : null;

    /// <summary>What a fault means; null where it is none of the network's.</summary>
    public GigaChatException? ErrorFrom(Exception e, CallOptions? options, CancellationToken cancellationToken)
        => closing.IsCancellationRequested && e is not GigaChatException && !cancellationToken.IsCancellationRequested
            ? Closed(e)
            : TransportError.From(e, settings.BaseUri, settings.Transport, TimeoutOf(options), cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(
        ServiceRequest request, CallOptions? options, CancellationToken cancellationToken, bool isReportedByCaller = false)
    {
        if (GetClosedError() is { } closed)
            throw closed;
        using HttpRequestMessage message = NewMessage(request);
        new AttemptContext(request, options, TimeoutOf(options)) { IsReportedByCaller = isReportedByCaller }.AttachTo(message);
        HttpResponseMessage response = await SendOrThrowAsync(message, options, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        {
            if (ServiceAddress.ErrorFrom(response, settings.BaseUri, request.ChecksAddress) is { } wrongAddress)
                throw wrongAddress;
            throw await ServiceError.FromApiAsync(response, request, settings, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendOrThrowAsync(
        HttpRequestMessage message, CallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ErrorFrom(e, options, cancellationToken) is { } error)
        {
            throw error;
        }
    }

    private GigaChatException Closed(Exception? inner = null)
    {
        LocalizedMessage message = Localized.Format(Resources.ConnectionMessages.ConnectionClosed, settings.Transport.ConnectionName);
        return new GigaChatException(GigaChatErrorKind.NotConnected, message, inner);
    }

    private TimeSpan TimeoutOf(CallOptions? options) => options?.Timeout ?? settings.Timeout;

    private HttpRequestMessage NewMessage(ServiceRequest request)
    {
        var message = new HttpRequestMessage(request.Method, ServiceAddress.Combine(settings.BaseUri, request.Path));
        message.Headers.Accept.Add(request.IsStream ? AcceptEvents : request.Sink is null ? AcceptJson : AcceptBytes);
        if ((request.SessionId ?? settings.SessionId) is { Length: > 0 } session)
            message.Headers.TryAddWithoutValidation("X-Session-ID", session);
        if (settings.UserId is { Length: > 0 } user)
            message.Headers.TryAddWithoutValidation("X-Client-ID", user);
        return message;
    }

    private static ServiceResponse<T> Describe<T>(T value, HttpResponseMessage response, long started) => new(
        value,
        ServiceError.Header(response, "x-request-id"),
        ServiceError.Header(response, "x-session-id"),
        Stopwatch.GetElapsedTime(started));
}

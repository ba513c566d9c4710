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
    private const int MaxIdLength = 300;

    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue AcceptEvents = new("text/event-stream");
    private static readonly MediaTypeWithQualityHeaderValue AcceptAny = new("*/*");
    private static readonly MediaTypeWithQualityHeaderValue AcceptBytes = new("application/octet-stream");

    /// <summary>The API address.</summary>
    public Uri BaseUri => settings.BaseUri;

    /// <summary><c>X-Session-ID</c> of requests that name none; null for none.</summary>
    public string? SessionId => settings.SessionId;

    /// <summary>Sends a request and reads its answer.</summary>
    public Task<ServiceResponse<T>> SendAsync<T>(
        ServiceRequest request, JsonTypeInfo<T> type, CallOptions? options, CancellationToken cancellationToken)
        => SendAsync(request, options, isReportedByCaller: true, async (response, started) =>
        {
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
        }, cancellationToken);

    /// <summary>Sends a request and reads an answer that is no JSON.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the body; gets what hides the secret of the request in it.</param>
    /// <param name="options">The options of the call.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ServiceResponse<T>> ReadAsync<T>(
        ServiceRequest request, Func<Stream, SecretRedactor, CancellationToken, Task<T>> read, CallOptions? options,
        CancellationToken cancellationToken)
        => SendAsync(request, options, isReportedByCaller: false, async (response, started) =>
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            T value = await read(body, SecretRedactor.For(response.RequestMessage), cancellationToken).ConfigureAwait(false);
            usage.Add();
            return Describe(value, response, started);
        }, cancellationToken);

    /// <summary>Sends a request whose <see cref="ServiceRequest.Sink"/> takes the body of the answer.</summary>
    /// <returns>The type that the answer names, if any.</returns>
    public Task<ServiceResponse<string?>> DownloadAsync(
        ServiceRequest request, CallOptions? options, CancellationToken cancellationToken)
        => SendAsync(request, options, isReportedByCaller: false, (response, started) =>
        {
            usage.Add();
            return Task.FromResult(Describe(response.Content.Headers.ContentType?.MediaType, response, started));
        }, cancellationToken);

    /// <summary>Sends a request and reads its answer, whatever it is.</summary>
    public Task<ServiceResponse<T>> ReadResponseAsync<T>(
        ServiceRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CallOptions? options,
        CancellationToken cancellationToken)
        => SendAsync(request, options, isReportedByCaller: false, async (response, started) =>
        {
            T value = await read(response, cancellationToken).ConfigureAwait(false);
            usage.Add();
            return Describe(value, response, started);
        }, cancellationToken);

    /// <summary>Sends a request and hands over its event stream; disposing that closes the connection and leaves the gate.</summary>
    public async Task<ServiceResponse<EventStream>> OpenStreamAsync(
        ServiceRequest request, CallOptions? options, CancellationToken cancellationToken)
    {
        ConcurrencyGate.Place place = await gate.EnterAsync(options?.Throttle, cancellationToken).ConfigureAwait(false);
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

    // Whatever breaks, while a request is sent or its answer is read, leaves here as an error of this library.
    private async Task<ServiceResponse<T>> SendAsync<T>(
        ServiceRequest request, CallOptions? options, bool isReportedByCaller,
        Func<HttpResponseMessage, long, Task<ServiceResponse<T>>> read, CancellationToken cancellationToken)
    {
        using ConcurrencyGate.Place place = await gate.EnterAsync(options?.Throttle, cancellationToken).ConfigureAwait(false);
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await SendAsync(request, options, cancellationToken, isReportedByCaller).ConfigureAwait(false);
        // The answer has come whole (AttemptHandler), so the next request need not wait until it is parsed.
        place.LetNextBegin();
        try
        {
            return await read(response, started).ConfigureAwait(false);
        }
        catch (Exception e)
            when (ErrorFrom(e, options, SecretRedactor.For(response.RequestMessage), cancellationToken) is { } error)
        {
            throw error;
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

    /// <summary>Why a stream ended that did not come to its end; null where the connection is still open.</summary>
    public GigaChatException? GetClosedError() => closing.IsCancellationRequested ? Closed() : null;

    /// <summary>What a fault means; null for an error of this library, and for a cancellation.</summary>
    public GigaChatException? ErrorFrom(Exception e, CallOptions? options, SecretRedactor secrets, CancellationToken cancellationToken)
        => closing.IsCancellationRequested && e is not GigaChatException && !cancellationToken.IsCancellationRequested
            ? Closed(ForeignException.Clean(e, secrets))
            : TransportError.From(e, settings.BaseUri, settings.Transport, TimeoutOf(options), secrets, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(
        ServiceRequest request, CallOptions? options, CancellationToken cancellationToken, bool isReportedByCaller = false)
    {
        if (GetClosedError() is { } closed)
            throw closed;
        using HttpRequestMessage message = NewMessage(request);
        new AttemptContext(request, options, TimeoutOf(options)) { IsReportedByCaller = isReportedByCaller }.AttachTo(message);
        HttpResponseMessage response = await SendOrThrowAsync(message, options, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode || request.SkipErrorCheck)
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
        catch (Exception e) when (ErrorFrom(e, options, SecretRedactor.For(message), cancellationToken) is { } error)
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
        Uri address = ServiceAddress.OfVersion(settings.BaseUri, request.ApiVersion);
        var message = new HttpRequestMessage(request.Method, ServiceAddress.Combine(address, request.Path));
        message.Headers.Accept.Add(ChooseAccept(request));
        foreach ((string name, string value) in request.Headers)
            HeaderText.Add(message.Headers, name, value);
        HeaderText.Add(message.Headers, "X-Session-ID", request.SessionId ?? settings.SessionId);
        HeaderText.Add(message.Headers, "X-Client-ID", settings.UserId);
        return message;
    }

    private static MediaTypeWithQualityHeaderValue ChooseAccept(ServiceRequest request)
    {
        if (request.AcceptsAnyType)
            return AcceptAny;
        if (request.IsStream)
            return AcceptEvents;
        return request.Sink is null ? AcceptJson : AcceptBytes;
    }

    private static ServiceResponse<T> Describe<T>(T value, HttpResponseMessage response, long started) => new(
        value,
        Shown(ServiceError.Header(response, "x-request-id")),
        Shown(ServiceError.Header(response, "x-session-id")),
        Stopwatch.GetElapsedTime(started));

    private static string? Shown(string? id) => id is null ? null : VisibleText.OneLine(id, MaxIdLength);
}

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

    // The address of the last request: of many, each is to the same one.
    private KnownAddress? _last;

    /// <summary>The API address.</summary>
    public Uri BaseUri => settings.BaseUri;

    /// <summary><c>X-Session-ID</c> of requests that name none; null for none.</summary>
    public string? SessionId => settings.SessionId;

    /// <summary>Sends a request and reads its answer.</summary>
    public Task<ServiceResponse<T>> SendAsync<T>(
        ServiceRequest request, JsonTypeInfo<T> type, CallOptions? options, CancellationToken cancellationToken)
        => SendAsync(request, options, isReportedByCaller: true, async (response, started, record) =>
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
            record?.TakeTokens(value as ITokenUsage);
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
        => SendAsync(request, options, isReportedByCaller: false, async (response, started, _) =>
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
        => SendAsync(request, options, isReportedByCaller: false, (response, started, _) =>
        {
            usage.Add();
            return Task.FromResult(Describe(response.Content.Headers.ContentType?.MediaType, response, started));
        }, cancellationToken);

    /// <summary>Sends a request and reads its answer, whatever it is.</summary>
    public Task<ServiceResponse<T>> ReadResponseAsync<T>(
        ServiceRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CallOptions? options,
        CancellationToken cancellationToken)
        => SendAsync(request, options, isReportedByCaller: false, async (response, started, _) =>
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
        CallRecord? record = null;
        try
        {
            record = BeginRecord(request);
            long started = Stopwatch.GetTimestamp();
            response = await SendAsync(request, options, record, isReportedByCaller: true, cancellationToken).ConfigureAwait(false);
            JsonResponseReader.EnsureContentType(response, "text/event-stream");
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return Describe(CreateEventStream(body, response, place, options, record), response, started);
        }
        catch (Exception e)
        {
            record?.TakeError(e);
            record?.Dispose();
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
        Func<HttpResponseMessage, long, CallRecord?, Task<ServiceResponse<T>>> read, CancellationToken cancellationToken)
    {
        using ConcurrencyGate.Place place = await gate.EnterAsync(options?.Throttle, cancellationToken).ConfigureAwait(false);
        using CallRecord? record = BeginRecord(request);
        HttpResponseMessage? response = null;
        try
        {
            long started = Stopwatch.GetTimestamp();
            response = await SendAsync(request, options, record, isReportedByCaller, cancellationToken).ConfigureAwait(false);
            // The answer has come whole (AttemptHandler), so the next request need not wait until it is parsed.
            place.LetNextBegin();
            ServiceResponse<T> answer = await read(response, started, record).ConfigureAwait(false);
            record?.Write();
            return answer;
        }
        catch (Exception e)
        {
            GigaChatException? error = response is null ? null
                : ErrorFrom(e, options, SecretRedactor.For(response.RequestMessage), cancellationToken);
            record?.TakeError(error ?? e);
            if (error is null)
                throw;
            throw error;
        }
        finally
        {
            response?.Dispose();
        }
    }

    // The place in the gate is taken by then, so requests that wait there are refused as well.
    private CallRecord? BeginRecord(ServiceRequest request)
    {
        if (request.SpendsTokens && settings.TokenBudget is { } budget && usage.TotalTokens >= budget)
        {
            LocalizedMessage message = Localized.Format(Resources.Messages.BudgetExceeded, usage.TotalTokens, budget);
            throw new GigaChatException(GigaChatErrorKind.BudgetExceeded, message);
        }
        return settings.Log is { } log ? new CallRecord(log, request, AddressOf(request)) : null;
    }

    // Where the caller wants a trace, it is reported at the end of the stream.
    private EventStream CreateEventStream(
        Stream body, HttpResponseMessage response, ConcurrencyGate.Place place, CallOptions? options, CallRecord? record)
    {
        if (options is null or { Trace: null, Bodies: null })
            return new EventStream(body, response, place, usage, closing, record: record);
        PrefixCapturingStream? copy = options.Bodies is null ? null : new PrefixCapturingStream(body);
        return new EventStream(copy ?? body, response, place, usage, closing, stream =>
        {
            AttemptContext.Of(response.RequestMessage!).ReportResponse(response, stream.ChargedTokens);
            if (copy is null)
                return;
            MediaTypeHeaderValue? type = response.Content.Headers.ContentType;
            options.Bodies!(BodyPreview.Describe(response.RequestMessage!, type, isAnswer: true, copy.Beginning, copy.Count));
        }, record);
    }

    /// <summary>Why a stream ended that did not come to its end; null where the connection is still open.</summary>
    public GigaChatException? GetClosedError() => closing.IsCancellationRequested ? Closed() : null;

    /// <summary>What a fault means; null for an error of this library, and for a cancellation.</summary>
    public GigaChatException? ErrorFrom(Exception e, CallOptions? options, SecretRedactor secrets, CancellationToken cancellationToken)
        => closing.IsCancellationRequested && e is not GigaChatException && !cancellationToken.IsCancellationRequested
            ? Closed(ForeignException.Clean(e, secrets))
            : TransportError.From(e, settings.BaseUri, settings.Transport, TimeoutOf(options), secrets, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(
        ServiceRequest request, CallOptions? options, CallRecord? record, bool isReportedByCaller, CancellationToken cancellationToken)
    {
        if (GetClosedError() is { } closed)
            throw closed;
        using HttpRequestMessage message = NewMessage(request);
        var attempts = new AttemptContext(request, options, TimeoutOf(options)) { IsReportedByCaller = isReportedByCaller };
        attempts.AttachTo(message);
        record?.TakeRequest(attempts, message);
        HttpResponseMessage response;
        try
        {
            Task<HttpResponseMessage> sending = http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            record?.Prepare();
            response = await sending.ConfigureAwait(false);
        }
        catch (Exception e) when (ErrorFrom(e, options, SecretRedactor.For(message), cancellationToken) is { } error)
        {
            throw error;
        }
        if (record is not null)
            await record.TakeAnswerAsync(response, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode || request.SkipErrorCheck)
            return response;
        using (response)
        {
            if (ServiceAddress.ErrorFrom(response, settings.BaseUri, request.ChecksAddress) is { } wrongAddress)
                throw wrongAddress;
            throw await ServiceError.FromApiAsync(response, request, settings, cancellationToken).ConfigureAwait(false);
        }
    }

    private GigaChatException Closed(Exception? inner = null)
    {
        LocalizedMessage message = Localized.Format(Resources.ConnectionMessages.ConnectionClosed, settings.Transport.ConnectionName);
        return new GigaChatException(GigaChatErrorKind.NotConnected, message, inner);
    }

    private TimeSpan TimeoutOf(CallOptions? options) => options?.Timeout ?? settings.Timeout;

    private Uri AddressOf(ServiceRequest request)
    {
        if (Volatile.Read(ref _last) is { } last && last.Version == request.ApiVersion && last.Path == request.Path)
            return last.Address;
        Uri address = ServiceAddress.Combine(ServiceAddress.OfVersion(settings.BaseUri, request.ApiVersion), request.Path);
        Volatile.Write(ref _last, new KnownAddress(request.ApiVersion, request.Path, address));
        return address;
    }

    private HttpRequestMessage NewMessage(ServiceRequest request)
    {
        var message = new HttpRequestMessage(request.Method, AddressOf(request));
        HeaderText.Add(message.Headers, "Accept", ChooseAccept(request));
        foreach ((string name, string value) in request.Headers)
            HeaderText.Add(message.Headers, name, value);
        HeaderText.Add(message.Headers, "X-Session-ID", request.SessionId ?? settings.SessionId);
        HeaderText.Add(message.Headers, "X-Client-ID", settings.UserId);
        return message;
    }

    private static string ChooseAccept(ServiceRequest request)
    {
        if (request.AcceptsAnyType)
            return "*/*";
        if (request.IsStream)
            return "text/event-stream";
        return request.Sink is null ? "application/json" : "application/octet-stream";
    }

    private static ServiceResponse<T> Describe<T>(T value, HttpResponseMessage response, long started) => new(
        value,
        Shown(ServiceError.Header(response, "x-request-id")),
        Shown(ServiceError.Header(response, "x-session-id")),
        Stopwatch.GetElapsedTime(started));

    private static string? Shown(string? id) => id is null ? null : VisibleText.OneLine(id, MaxIdLength);

    private sealed record KnownAddress(int? Version, string Path, Uri Address);
}

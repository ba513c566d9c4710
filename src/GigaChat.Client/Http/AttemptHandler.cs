using System.Net;
using System.Net.Http.Headers;

namespace GigaChat.Http;

/// <summary>
/// One attempt at a request: makes its body anew, sends it, reads the answer in the way that the request names and reports both.
/// Stands inside of <see cref="RetryHandler"/>, so that a repetition includes all of it.
/// </summary>
internal sealed class AttemptHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AttemptContext attempt = AttemptContext.Of(request);
        attempt.Begin();
        using IdleTimeout? idle = attempt.Request.Transfer is { } transfer
            ? new IdleTimeout(transfer, attempt.Timeout, cancellationToken) : null;
        CancellationToken limit = idle?.Token ?? cancellationToken;
        HttpResponseMessage? response = null;
        try
        {
            await PrepareAsync(attempt, request, idle).ConfigureAwait(false);
            response = await base.SendAsync(request, limit).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.MisdirectedRequest)
                SetVersion(request, HttpVersion.Version11);
            response.Content = UnpackedContent.Of(response.Content);
            await ReadAsync(attempt, response, idle, limit).ConfigureAwait(false);
            await ReportAsync(attempt, request, response).ConfigureAwait(false);
            return response;
        }
        catch (Exception e)
        {
            response?.Dispose();
            HttpIOException? broken = IsEndOfConnection(e, limit) ? new HttpIOException(HttpRequestError.ResponseEnded, null, e) : null;
            attempt.ReportFailure(
                broken is null && e is OperationCanceledException ? Resources.Messages.TraceCanceled : (broken ?? e).Message);
            if (idle is { HasExpired: true })
                throw new TimeoutException(null, e);
            if (broken is not null)
                throw broken;
            throw;
        }
    }

    // .NET cancels the body of a request whose connection the other side has closed. Whether the caller gets this cancellation or the
    // error of the connection is a race between them. With a TimeoutException inside, it is .NET's time limit for connecting.
    private static bool IsEndOfConnection(Exception e, CancellationToken limit)
        => e is OperationCanceledException { InnerException: not TimeoutException } && !limit.IsCancellationRequested;

    private static async Task PrepareAsync(AttemptContext attempt, HttpRequestMessage request, IdleTimeout? idle)
    {
        if (attempt.Attempts == 1)
            Negotiate(attempt.Request, request);
        if (attempt.Request.Body is { } makeBody)
        {
            request.Content?.Dispose();
            request.Content = makeBody(idle);
        }
        if (attempt.Bodies is not { } report || request.Content is not { } content)
            return;
        bool isInMemory = attempt.Request.Transfer is null;
        report(await BodyPreview.DescribeAsync(request, content, isAnswer: false, isInMemory).ConfigureAwait(false));
    }

    /// <summary>Asks for the best that both sides know: the version of HTTP, and the form of the answer.</summary>
    private static void Negotiate(ServiceRequest wanted, HttpRequestMessage request)
    {
        // The service's gateway holds streams back over HTTP/1.1 and delivers all of them at their end; over HTTP/2 events come as they
        // are made. A server or a proxy that knows only 1.1 gets that. Defaults of HttpClient do not count for messages.
        SetVersion(request, HttpVersion.Version20);
        if (wanted.IsStream)
            request.Headers.CacheControl = new CacheControlHeaderValue { NoStore = true };
        // A compressed stream would wait for a full block, the bytes of a file are mostly compressed, and what unpacks an answer leaves
        // copies of a token in memory.
        else if (wanted is { Sink: null, IsFile: false, IsSensitive: false })
            UnpackedContent.AskFor(request.Headers);
    }

    // After a 421 the next attempt has to use another connection (RFC 9110, 15.5.20). There is one for each version.
    private static void SetVersion(HttpRequestMessage request, Version version)
    {
        request.Version = version;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
    }

    private static Task ReadAsync(AttemptContext attempt, HttpResponseMessage response, IdleTimeout? idle, CancellationToken limit)
    {
        if (!response.IsSuccessStatusCode)
            return BufferAsync(attempt, response, limit);
        return attempt.Request switch
        {
            { IsFile: true } => ReadFileAsync(attempt, response, idle, limit),
            { IsStream: true } => StartStreamAsync(attempt, response, limit),
            { IsSensitive: true } => ZeroizeAsync(response, limit),
            _ => BufferAsync(attempt, response, limit),
        };
    }

    private static async Task ReadFileAsync(
        AttemptContext attempt, HttpResponseMessage response, IdleTimeout? idle, CancellationToken limit)
    {
        long? announced = WholeFile.Begin(response, attempt.Request.MaxResponseBytes, attempt.Request.ExpectedLength);
        if (attempt.Request.Sink is { } sink)
        {
            await sink(response.Content, idle!).ConfigureAwait(false);
            WholeFile.End(announced, idle!.Bytes);
            return;
        }
        await BufferAsync(attempt, response, limit).ConfigureAwait(false);
        Stream buffer = await response.Content.ReadAsStreamAsync(limit).ConfigureAwait(false);
        WholeFile.End(announced, buffer.Length);
    }

    private static async Task StartStreamAsync(AttemptContext attempt, HttpResponseMessage response, CancellationToken limit)
    {
        int largest = attempt.Request.MaxResponseBytes;
        response.Content = await StreamedContent.StartAsync(response.Content, attempt.Timeout, largest, limit).ConfigureAwait(false);
    }

    private static async Task ZeroizeAsync(HttpResponseMessage response, CancellationToken limit)
        => response.Content = await ZeroizedContent.LoadAsync(response.Content, limit).ConfigureAwait(false);

    private static async Task BufferAsync(AttemptContext attempt, HttpResponseMessage response, CancellationToken limit)
    {
        long? announced = response.Content.Headers.ContentLength;
        await response.Content.LoadIntoBufferAsync(attempt.Request.MaxResponseBytes).WaitAsync(limit).ConfigureAwait(false);
        Stream buffer = await response.Content.ReadAsStreamAsync(limit).ConfigureAwait(false);
        if (announced is not null)
            EnsureWhole(response, buffer.Length);
    }

    // .NET compares the length for HTTP/1.1 alone: over HTTP/2 an answer that ends early would pass for a whole one.
    private static void EnsureWhole(HttpResponseMessage response, long length)
    {
        if (response.Version.Major >= 2 && response.Content.Headers.ContentLength is { } announced && announced != length)
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
    }

    private static async Task ReportAsync(AttemptContext attempt, HttpRequestMessage request, HttpResponseMessage response)
    {
        bool isGood = response.IsSuccessStatusCode;
        if (!attempt.IsReportedByCaller || !isGood)
            attempt.ReportResponse(response);
        // Of a stream only the beginning has come: its reader reports the body at the end.
        if (attempt.Bodies is not { } report || (attempt.Request.IsStream && isGood))
            return;
        bool isInMemory = attempt.Request.Sink is null || !isGood;
        report(await BodyPreview.DescribeAsync(request, response.Content, isAnswer: true, isInMemory).ConfigureAwait(false));
    }
}

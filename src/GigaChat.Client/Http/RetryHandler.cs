using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace GigaChat.Http;

/// <summary>
/// Attempts, pauses and the time limit of each attempt, as one Polly pipeline. An attempt includes the whole body,
/// or the first bytes of a stream: what breaks later is not repeated, because text may have been shown. A transfer of
/// a file may take as long as it moves: its limit is the longest silence.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    /// <summary>Longer than this no <c>Retry-After</c> is obeyed.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(60);

    private static readonly ResiliencePropertyKey<AttemptContext> CallKey = new("GigaChat.Call");
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly Func<ResilienceContext, HttpRequestMessage, ValueTask<HttpResponseMessage>> _attempt;

    public RetryHandler(int retries, TimeSpan interval, TimeProvider time)
    {
        // No tuple as the pipeline's state: generic code over value types would be compiled at run time.
        _attempt = (context, request) => AttemptAsync(request, context.CancellationToken);
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = retries,
                Delay = interval,
                MaxDelay = MaxDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static args => ValueTask.FromResult(IsTransient(args.Outcome)),
                DelayGenerator = args => ValueTask.FromResult(GetRetryDelay(args.Outcome.Result?.Headers.RetryAfter, time)),
                OnRetry = static args =>
                {
                    AttemptContext attempt = args.Context.Properties.GetValue(CallKey, null!);
                    attempt.Trace?.Invoke(attempt.CreateTrace() with { Wait = args.RetryDelay });
                    return default;
                },
            });
        }
        builder.AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = static args => ValueTask.FromResult(
                args.Context.Properties.GetValue(CallKey, null!) is { Transfer: null } attempt ? attempt.Timeout : Timeout.InfiniteTimeSpan),
        });
        _pipeline = builder.Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(CallKey, AttemptContext.Of(request));
            return await _pipeline.ExecuteAsync(_attempt, context, request).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Only faults that pass by themselves. 4xx are mistakes; a refused certificate stays refused; a time limit was the user's word.</summary>
    internal static bool IsTransient(Outcome<HttpResponseMessage> result) => result switch
    {
        { Result: { } response } => response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        { Exception: HttpRequestException e } => e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => e.InnerException is SocketException { SocketErrorCode: SocketError.TryAgain },
            // Cut off at the beginning: it may pass. Refused by us or by the server: it will not.
            HttpRequestError.SecureConnectionError => e.InnerException is IOException,
            HttpRequestError.ProxyTunnelError or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.UserAuthenticationError => false,
            _ => true,
        },
        { Exception: IOException } => true,
        _ => false,
    };

    internal static TimeSpan? GetRetryDelay(RetryConditionHeaderValue? header, TimeProvider time)
    {
        TimeSpan? pause = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return pause switch
        {
            null => null,
            { } p when p < TimeSpan.Zero => TimeSpan.Zero,
            { } p when p > MaxDelay => MaxDelay,
            _ => pause,
        };
    }

    private async ValueTask<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AttemptContext attempt = AttemptContext.Of(request);
        attempt.Attempts++;
        attempt.Started = Stopwatch.GetTimestamp();
        using IdleTimeout? idle = attempt.Transfer is { } transfer ? new IdleTimeout(transfer, attempt.Timeout, cancellationToken) : null;
        CancellationToken limit = idle?.Token ?? cancellationToken;
        HttpResponseMessage? response = null;
        try
        {
            if (attempt.Body is { } makeBody)
            {
                request.Content?.Dispose();
                request.Content = makeBody(idle);
            }
            if (attempt.Bodies is not null)
                await ReportBodyAsync(attempt.Bodies, request, request.Content, isAnswer: false, isInMemory: attempt.Transfer is null).ConfigureAwait(false);
            response = await base.SendAsync(request, limit).ConfigureAwait(false);
            if (attempt.Sink is { } sink && response.IsSuccessStatusCode)
                await sink(response.Content, idle!).ConfigureAwait(false);
            else if (attempt.IsStream && response.IsSuccessStatusCode)
                response.Content = await StreamedContent.StartAsync(response.Content, attempt.Timeout, attempt.MaxResponseBytes, limit).ConfigureAwait(false);
            else if (attempt.IsSensitive && response.IsSuccessStatusCode)
                response.Content = await ZeroizedContent.LoadAsync(response.Content, limit).ConfigureAwait(false);
            else
                await response.Content.LoadIntoBufferAsync(attempt.MaxResponseBytes).WaitAsync(limit).ConfigureAwait(false);
            if (!attempt.IsReportedByCaller || !response.IsSuccessStatusCode)
                attempt.ReportResponse(response);
            // Of a stream nothing but the beginning has come; whoever reads it tells the rest.
            if (attempt.Bodies is not null && !(attempt.IsStream && response.IsSuccessStatusCode))
                await ReportBodyAsync(attempt.Bodies, request, response.Content, isAnswer: true, isInMemory: attempt.Sink is null || !response.IsSuccessStatusCode).ConfigureAwait(false);
            return response;
        }
        catch (Exception e)
        {
            response?.Dispose();
            string error = e is OperationCanceledException ? Resources.Messages.TraceCanceled : e.Message;
            attempt.Trace?.Invoke(attempt.CreateTrace() with { Error = error, Elapsed = Stopwatch.GetElapsedTime(attempt.Started) });
            if (idle is { HasExpired: true })
                throw new TimeoutException(null, e);
            throw;
        }
    }

    private static async Task ReportBodyAsync(Action<BodyTrace> tell, HttpRequestMessage request, HttpContent? content, bool isAnswer, bool isInMemory)
    {
        if (content is not null)
            tell(await BodyPreview.DescribeAsync(request, content, isAnswer, isInMemory).ConfigureAwait(false));
    }
}

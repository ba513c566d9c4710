using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace GigaChat.Http;

/// <summary>
/// Repetitions, pauses and the time limit of each attempt (<see cref="AttemptHandler"/>), as one Polly pipeline. An attempt includes
/// the whole body, or the first bytes of a stream: what breaks later is not repeated, because text may have been shown. A transfer
/// of a file has no time limit of its own here: its limit is the longest silence.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    /// <summary>Longer than this no <c>Retry-After</c> is obeyed.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(60);

    private static readonly ResiliencePropertyKey<AttemptContext> AttemptKey = new("GigaChat.Attempt");
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly Func<ResilienceContext, HttpRequestMessage, ValueTask<HttpResponseMessage>> _attempt;

    public RetryHandler(int retries, TimeSpan interval, TimeProvider time)
    {
        // No tuple as the pipeline's state: generic code over value types would be compiled at run time.
        _attempt = (context, request) => new(base.SendAsync(request, context.CancellationToken));
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
                    args.Context.Properties.GetValue(AttemptKey, null!).ReportPause(args.RetryDelay);
                    return default;
                },
            });
        }
        builder.AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = static args => ValueTask.FromResult(
                args.Context.Properties.GetValue(AttemptKey, null!) is { Request.Transfer: null } attempt
                    ? attempt.Timeout : Timeout.InfiniteTimeSpan),
        });
        _pipeline = builder.Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(AttemptKey, AttemptContext.Of(request));
            return await _pipeline.ExecuteAsync(_attempt, context, request).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>
    /// Only faults that pass by themselves. 4xx are mistakes; a refused certificate stays refused; the user has set the time limit.
    /// </summary>
    internal static bool IsTransient(Outcome<HttpResponseMessage> result) => result switch
    {
        { Result: { } response } => response.StatusCode is HttpStatusCode.MisdirectedRequest or HttpStatusCode.TooManyRequests
            or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout,
        { Exception: HttpRequestException e } => e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => e.InnerException is SocketException { SocketErrorCode: SocketError.TryAgain },
            // Cut off at the beginning: it may pass. Refused by us or by the server: it will not.
            HttpRequestError.SecureConnectionError => e.InnerException is IOException,
            // Our time limit for a connection.
            HttpRequestError.ConnectionError when e.InnerException is TimeoutException or OperationCanceledException => false,
            HttpRequestError.ProxyTunnelError or HttpRequestError.ConfigurationLimitExceeded
                or HttpRequestError.UserAuthenticationError => false,
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
}

using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace GigaChat.Http;

/// <summary>
/// Pauses and repetitions of requests, by Polly. It begins with an attempt that has failed already, so that a request which succeeds at
/// once, as nearly all do, neither loads nor runs it.
/// </summary>
internal sealed class RetryPolicy
{
    /// <summary>Longer than this no <c>Retry-After</c> is obeyed.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(60);

    private static readonly ResiliencePropertyKey<AttemptContext> AttemptKey = new("GigaChat.Attempt");
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <summary>Makes the policy.</summary>
    /// <param name="retries">Repetitions at most.</param>
    /// <param name="interval">The first pause; each further one is about twice as long.</param>
    /// <param name="time">The clock.</param>
    public RetryPolicy(int retries, TimeSpan interval, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = retries,
            Delay = interval,
            MaxDelay = MaxDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = static args => ValueTask.FromResult(args.Outcome switch
            {
                { Result: { } response } => RetryHandler.IsTransient(response),
                { Exception: { } fault } => RetryHandler.IsTransient(fault),
                _ => false,
            }),
            DelayGenerator = args => ValueTask.FromResult(GetRetryDelay(args.Outcome.Result?.Headers.RetryAfter, time)),
            OnRetry = static args =>
            {
                args.Context.Properties.GetValue(AttemptKey, null!).ReportPause(args.RetryDelay);
                return default;
            },
        });
        _pipeline = builder.Build();
    }

    /// <summary>Repeats a request after its first attempt.</summary>
    /// <param name="attempt">What this attempt was for.</param>
    /// <param name="first">The answer of the first attempt, or null; disposed of here.</param>
    /// <param name="fault">The error of the first attempt, or null.</param>
    /// <param name="next">Makes another attempt.</param>
    /// <param name="cancellationToken">Ends pauses and attempts.</param>
    /// <returns>The answer of the last attempt.</returns>
    public async Task<HttpResponseMessage> RepeatAsync(
        AttemptContext attempt, HttpResponseMessage? first, Exception? fault,
        Func<CancellationToken, Task<HttpResponseMessage>> next, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        bool isFirst = true;
        try
        {
            context.Properties.Set(AttemptKey, attempt);
            return await _pipeline.ExecuteAsync(
                async context =>
                {
                    if (!isFirst)
                        return await next(context.CancellationToken).ConfigureAwait(false);
                    isFirst = false;
                    if (fault is not null)
                        ExceptionDispatchInfo.Throw(fault);
                    return first!;
                },
                context).ConfigureAwait(false);
        }
        finally
        {
            // Cancelled before Polly has taken it.
            if (isFirst)
                first?.Dispose();
            ResilienceContextPool.Shared.Return(context);
        }
    }

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

using System.Diagnostics;
using System.Runtime.CompilerServices;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat;

/// <content>Waits for batches.</content>
public static partial class BatchesEndpoint
{
    private const int MaxFailures = 5;
    private static readonly TimeSpan InitialPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Asks how far a batch is, with growing pauses, until it is finished. A batch takes long, so faults that may pass
    /// are waited out, up to five in a row.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="timeout">The longest time for all of it; null for no limit.</param>
    /// <param name="options">Time limit and trace of each call.</param>
    /// <param name="cancellationToken">Ends the wait at once; the batch goes on.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.Timeout"/> where the time was over first.</exception>
    /// <returns>What each look showed; the last one is finished.</returns>
    public static async IAsyncEnumerable<GigaChatBatch> PollBatchAsync(
        this IGigaChatConnection connection, GigaChatBatch batch, TimeSpan? timeout = null, CallOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout is { } longest)
            limit.CancelAfter(longest > TimeSpan.Zero ? longest : TimeSpan.FromTicks(1));
        long started = Stopwatch.GetTimestamp();
        TimeSpan pause = TimeSpan.Zero;
        int failures = 0;
        do
        {
            batch = await LookAsync().ConfigureAwait(false);
            yield return batch;
            pause = NextPause(pause);
        }
        while (!batch.IsFinished);

        async Task<GigaChatBatch> LookAsync()
        {
            try
            {
                await Task.Delay(pause, limit.Token).ConfigureAwait(false);
                GigaChatBatch now = await connection.GetBatchAsync(batch, options, limit.Token).ConfigureAwait(false);
                failures = 0;
                return now;
            }
            catch (GigaChatException e) when (IsTransient(e.Kind) && ++failures < MaxFailures)
            {
                return batch;
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw new GigaChatException(
                    GigaChatErrorKind.Timeout,
                    Localized.Format(
                        BatchMessages.WaitedTooLong,
                        batch.Id,
                        Stopwatch.GetElapsedTime(started).TotalSeconds,
                        batch.Status ?? "?",
                        batch.Completed ?? 0,
                        (object?)batch.Total ?? "?"),
                    e);
            }
        }
    }

    /// <summary>One second first, then half as much again each time, up to thirty.</summary>
    internal static TimeSpan NextPause(TimeSpan pause)
    {
        TimeSpan next = pause == TimeSpan.Zero ? InitialPause : pause * 1.5;
        return next < MaxPause ? next : MaxPause;
    }

    private static bool IsTransient(GigaChatErrorKind kind)
        => kind is GigaChatErrorKind.ConnectionFailed or GigaChatErrorKind.Timeout
            or GigaChatErrorKind.RateLimited or GigaChatErrorKind.ServerError;
}

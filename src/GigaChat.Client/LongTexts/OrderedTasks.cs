using System.Runtime.CompilerServices;

namespace GigaChat.LongTexts;

/// <summary>Work on items, several at a time, whose results come in the order of the items.</summary>
internal static class OrderedTasks
{
    /// <summary>Does the work. No more items are taken than are worked on, so that memory stays flat.</summary>
    /// <param name="items">The items.</param>
    /// <param name="limit">How many at a time.</param>
    /// <param name="work">The work on one item.</param>
    /// <param name="cancellationToken">Ends all of it, as leaving the loop does.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        int limit,
        Func<TItem, CancellationToken, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Task<TResult>>();
        try
        {
            await foreach (TItem item in items.WithCancellation(stop.Token).ConfigureAwait(false))
            {
                running.Enqueue(Task.Run(() => work(item, stop.Token), stop.Token));
                if (running.Count >= limit)
                    yield return await running.Dequeue().ConfigureAwait(false);
            }
            while (running.Count > 0)
                yield return await running.Dequeue().ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    /// <summary>Items that are there already.</summary>
    public static async IAsyncEnumerable<T> ToAsync<T>(this IEnumerable<T> items)
    {
        foreach (T item in items)
            yield return item;
        await Task.CompletedTask.ConfigureAwait(false);
    }
}

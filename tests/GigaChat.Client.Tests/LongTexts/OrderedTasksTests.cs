using GigaChat.LongTexts;

namespace GigaChat.Tests.LongTexts;

public class OrderedTasksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Results_keep_the_order_and_no_more_is_taken_than_is_worked_on(int limit)
    {
        int taken = 0;
        int done = 0;
        int most = 0;
        List<int> results = [];
        IAsyncEnumerable<int> work = OrderedTasks.RunAsync(
            Take(20, () => most = Math.Max(most, ++taken - Volatile.Read(ref done))).ToAsync(),
            limit,
            async (item, token) =>
            {
                // The first of each group is the slowest.
                for (int i = 0; i < (item % limit == 0 ? 5 : 1); i++)
                    await Task.Yield();
                token.ThrowIfCancellationRequested();
                return item;
            },
            Cancellation);
        await foreach (int result in work)
        {
            results.Add(result);
            Interlocked.Increment(ref done);
        }
        Assert.Equal(Enumerable.Range(0, 20), results);
        Assert.InRange(most, 1, limit);
    }

    [Fact]
    public async Task Leaving_early_ends_what_is_under_way()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        IAsyncEnumerable<int> work = OrderedTasks.RunAsync(
            Enumerable.Range(0, 2).ToAsync(),
            2,
            async (item, token) =>
            {
                if (item == 0)
                {
                    await started.Task;
                    return item;
                }
                started.SetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                catch (OperationCanceledException)
                {
                    cancelled.SetResult();
                    throw;
                }
                return item;
            },
            Cancellation);
        await foreach (int _ in work)
            break;
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    private static IEnumerable<int> Take(int count, Action onTake)
    {
        for (int i = 0; i < count; i++)
        {
            onTake();
            yield return i;
        }
    }
}

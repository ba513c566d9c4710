namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Work that runs several at a time and is taken in the order it was started. It looks a few items ahead, so that
/// one slow item does not leave the others without work, and no further, so that memory stays flat.
/// </summary>
/// <typeparam name="T">A result.</typeparam>
/// <param name="limit">How many at a time.</param>
/// <param name="capacity">How many may be started before the oldest one is taken; null for a few a place.</param>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle is never asked for holds nothing to free.
internal sealed class OrderedTaskQueue<T>(int limit, int? capacity = null)
#pragma warning restore CA1001
{
    private const int LookAhead = 4;
    private readonly SemaphoreSlim _places = new(limit, limit);
    private readonly Queue<Task<T>> _started = new();

    /// <summary>Nothing more should be started before something is taken.</summary>
    public bool IsFull => _started.Count >= (capacity ?? limit * LookAhead);

    public bool IsEmpty => _started.Count == 0;

    /// <summary>The oldest one has ended.</summary>
    public bool IsReady => _started.TryPeek(out Task<T>? oldest) && oldest.IsCompleted;

    public void Start(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        // Asked for here: places are given in the order of the starts, which the thread pool does not keep.
        Task place = _places.WaitAsync(cancellationToken);
        _started.Enqueue(RunAsync(place, work));
    }

    /// <summary>Takes the oldest one out, ended or not.</summary>
    public Task<T> Take() => _started.Dequeue();

    /// <summary>All that is still under way.</summary>
    public Task WhenAll() => Task.WhenAll(_started);

    // Never on the caller's thread, where a place is free as well; where one has to be waited for, that wait is the only change of threads.
    private async Task<T> RunAsync(Task place, Func<Task<T>> work)
    {
        await place.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }
}

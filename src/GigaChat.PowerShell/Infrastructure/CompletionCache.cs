using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// A list of the service that completion offers, kept for each connection. The Tab key waits for it only briefly: an answer that
/// comes later serves the next Tab, and after a failure there is no new request for a while.
/// </summary>
/// <typeparam name="T">An item.</typeparam>
/// <param name="fetch">Asks the service.</param>
/// <param name="lifetime">How long a list is good for.</param>
internal sealed class CompletionCache<T>(Func<GigaChatConnection, CancellationToken, Task<IReadOnlyList<T>>> fetch, TimeSpan lifetime)
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FailureLifetime = TimeSpan.FromSeconds(30);

    private readonly ConditionalWeakTable<GigaChatConnection, Entry> _entries = [];

    /// <summary>Keeps a list that a cmdlet has just fetched.</summary>
    public void Set(GigaChatConnection connection, IReadOnlyList<T> list)
        => _entries.AddOrUpdate(connection, new Entry(Task.FromResult<IReadOnlyList<T>?>(list)));

    /// <summary>The list, or null where it cannot be had in time.</summary>
    public IReadOnlyList<T>? Get(GigaChatConnection? connection)
    {
        if (connection is null || connection.IsClosed)
            return null;
        Entry entry = _entries.GetValue(connection, StartFetch);
        if (entry.IsExpired(lifetime, FailureLifetime))
            _entries.AddOrUpdate(connection, entry = StartFetch(connection));
        // Its faults are caught inside, so waiting cannot throw.
        return entry.List.Wait(WaitTimeout) ? entry.List.Result : null;
    }

    private Entry StartFetch(GigaChatConnection connection) => new(Task.Run(() => FetchAsync(connection)));

    private async Task<IReadOnlyList<T>?> FetchAsync(GigaChatConnection connection)
    {
        using var limit = new CancellationTokenSource(CallTimeout);
        try
        {
            return await fetch(connection, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is GigaChatException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    private sealed class Entry(Task<IReadOnlyList<T>?> list)
    {
        private readonly long _startedAt = Stopwatch.GetTimestamp();

        public Task<IReadOnlyList<T>?> List => list;

        public bool IsExpired(TimeSpan lifetime, TimeSpan failureLifetime)
            => list.IsCompleted && Stopwatch.GetElapsedTime(_startedAt) > (list.Result is null ? failureLifetime : lifetime);
    }
}

using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace GigaChat.Index.Storage;

/// <summary>
/// Waits while another program holds the lock of an index. SQLite's own wait, and that of its .NET library, cannot be ended: whoever
/// stops an update would wait for them.
/// </summary>
/// <param name="seconds">How long it waits.</param>
/// <param name="stop">Ends the wait.</param>
internal sealed class LockWait(int seconds = LockWait.UsualSeconds, CancellationToken stop = default)
{
    /// <summary>The <c>DefaultTimeout</c> of a connection whose statements do not wait; 0 would be without end.</summary>
    public const int NoTimeout = -1;

    private const int UsualSeconds = 30;
    private const int Busy = 5;
    private const int Locked = 6;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>How long it waits, in seconds.</summary>
    public int Seconds => seconds;

    /// <summary>Whether an error says that another program holds the lock.</summary>
    public static bool IsLock(SqliteException error) => error.SqliteErrorCode is Busy or Locked;

    /// <summary>Runs work, and runs it again while the lock is held. What it wrote before is rolled back.</summary>
    /// <param name="work">The work: a transaction, or opening the index.</param>
    /// <exception cref="SqliteException">An error of the work, that of a lock when the time is over.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public T Run<T>(Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                return work();
            }
            catch (SqliteException e) when (IsLock(e) && Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
            {
                stop.WaitHandle.WaitOne(Pause);
            }
        }
    }
}

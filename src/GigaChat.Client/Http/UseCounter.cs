namespace GigaChat.Http;

/// <summary>Counts the uses of something that must not be closed under them. Safe for use from many threads.</summary>
internal sealed class UseCounter
{
    private int _uses;
    private Action? _whenIdle;

    /// <summary>Counts one use.</summary>
    /// <returns>The use; disposing it, once or often, ends it.</returns>
    public IDisposable Acquire()
    {
        Interlocked.Increment(ref _uses);
        return new Use(this);
    }

    /// <summary>Runs an action after the last use has ended; at once where there is none now.</summary>
    public void WhenIdle(Action action)
    {
        // A full fence: either the last use to end sees the action, or this sees that the use has ended.
        Interlocked.Exchange(ref _whenIdle, action);
        if (Volatile.Read(ref _uses) == 0)
            Interlocked.Exchange(ref _whenIdle, null)?.Invoke();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
            Interlocked.Exchange(ref _whenIdle, null)?.Invoke();
    }

    private sealed class Use(UseCounter counter) : IDisposable
    {
        private UseCounter? _counter = counter;

        public void Dispose() => Interlocked.Exchange(ref _counter, null)?.Release();
    }
}

namespace GigaChat.Emulator.SignIn;

/// <summary>At most ten sign-ins within any second.</summary>
internal sealed class SignInRate(TimeProvider time)
{
    private const int Limit = 10;
    private readonly Lock _lock = new();
    private readonly Queue<long> _recent = new();

    public bool TryEnter()
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            while (_recent.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= TimeSpan.FromSeconds(1))
                _recent.Dequeue();
            if (_recent.Count >= Limit)
                return false;
            _recent.Enqueue(now);
            return true;
        }
    }

    public void Clear()
    {
        lock (_lock)
            _recent.Clear();
    }
}

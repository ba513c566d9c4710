namespace GigaChat.Emulator.Chat;

/// <summary>Counts the chat requests each token has in progress.</summary>
internal sealed class ChatGate
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _inProgress = new(StringComparer.Ordinal);

    public bool TryEnter(string key, int limit)
    {
        lock (_lock)
        {
            var count = _inProgress.GetValueOrDefault(key);
            if (count >= limit)
                return false;
            _inProgress[key] = count + 1;
            return true;
        }
    }

    public void Leave(string key)
    {
        lock (_lock)
        {
            if (_inProgress[key] == 1)
                _inProgress.Remove(key);
            else
                _inProgress[key]--;
        }
    }
}

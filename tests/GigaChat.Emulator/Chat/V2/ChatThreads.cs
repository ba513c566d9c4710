using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>
/// The stateful mode of version 2: <c>storage {}</c> makes a thread, and later requests bring the new messages alone with its id (PYDOC,
/// PY, JAVA; no capture).
/// </summary>
internal sealed class ChatThreads
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ChatThread> _threads = new(StringComparer.Ordinal);

    /// <exception cref="Refusal">404 where the account has no such thread.</exception>
    public ChatThread Require(string id, string owner)
    {
        lock (_lock)
            return _threads.GetValueOrDefault(id) is { } thread && thread.Owner == owner
                ? thread
                : throw new Refusal(404, "No such thread");
    }

    public void Keep(ChatThread thread)
    {
        lock (_lock)
            _threads[thread.Id] = thread;
    }

    public void Clear()
    {
        lock (_lock)
            _threads.Clear();
    }
}

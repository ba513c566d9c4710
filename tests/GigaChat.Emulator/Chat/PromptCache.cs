namespace GigaChat.Emulator.Chat;

/// <summary>Remembers each session's last history: messages it shares with the next one count as cached tokens.</summary>
internal sealed class PromptCache
{
    private const int MaxSessions = 1000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IReadOnlyList<ChatMessage>> _sessions = new(StringComparer.Ordinal);

    public int Visit(string session, IReadOnlyList<ChatMessage> messages)
    {
        lock (_lock)
        {
            var cached = 0;
            if (_sessions.TryGetValue(session, out var before))
            {
                for (var i = 0; i < Math.Min(before.Count, messages.Count) && before[i] == messages[i]; i++)
                    cached += Tokens.Count(messages[i].Content);
            }
            else if (_sessions.Count == MaxSessions)
            {
                _sessions.Clear();
            }

            _sessions[session] = messages;
            return cached;
        }
    }

    public void Clear()
    {
        lock (_lock)
            _sessions.Clear();
    }
}

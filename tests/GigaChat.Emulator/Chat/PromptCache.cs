namespace GigaChat.Emulator.Chat;

/// <summary>Remembers each session's last history: messages it shares with the next one count as cached tokens.</summary>
internal sealed class PromptCache
{
    private const int MaxSessions = 1000;

    // Tests of long material send each of hundreds of large prompts in a session of its own.
    private const long MaxCharacters = 4 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, IReadOnlyList<ChatMessage>> _sessions = new(StringComparer.Ordinal);
    private long _characters;

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
            else if (_sessions.Count == MaxSessions || _characters > MaxCharacters)
            {
                Clear();
                before = null;
            }

            _characters += Length(messages) - Length(before);
            _sessions[session] = messages;
            return cached;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _sessions.Clear();
            _characters = 0;
        }
    }

    private static long Length(IReadOnlyList<ChatMessage>? messages) => messages?.Sum(static message => message.Content?.Length ?? 0L) ?? 0;
}

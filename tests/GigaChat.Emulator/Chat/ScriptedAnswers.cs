namespace GigaChat.Emulator.Chat;

/// <summary>Scripted answers, each used by the next chat requests that pass the service's rules.</summary>
public sealed class ScriptedAnswers
{
    private readonly Lock _lock = new();
    private readonly LinkedList<ScriptedAnswer> _answers = new();

    public IReadOnlyList<ScriptedAnswer> Remaining
    {
        get
        {
            lock (_lock)
                return [.. _answers];
        }
    }

    public void Add(ScriptedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentOutOfRangeException.ThrowIfLessThan(answer.Times, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(answer.Chunks ?? 1, 1);
        lock (_lock)
            _answers.AddLast(answer);
    }

    public void Add(string text, int? chunks = null) => Add(new ScriptedAnswer(text, Chunks: chunks));

    public void Clear()
    {
        lock (_lock)
            _answers.Clear();
    }

    internal ScriptedAnswer? Take()
    {
        lock (_lock)
        {
            if (_answers.First is not { Value: var answer } node)
                return null;
            if (answer.Times > 1)
                node.Value = answer with { Times = answer.Times - 1 };
            else
                _answers.RemoveFirst();
            return answer;
        }
    }
}

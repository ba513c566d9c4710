using System.Collections.Concurrent;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Functions;

/// <summary>
/// How many calls the model planned under each <c>functions_state_id</c>. It may have planned several and answered with one: the next
/// request, which brings one result, is then refused as long as it names the state (BENCH: production, GigaChat-3.5-Ultra-Reasoning,
/// 88 of 294 tasks). Without the id, or with an invented one, nothing is compared (LIVE: still 200).
/// </summary>
internal sealed class FunctionStates
{
    private readonly ConcurrentDictionary<string, int> _planned = new(StringComparer.Ordinal);

    public void Add(string id, int calls) => _planned[id] = calls;

    /// <exception cref="Refusal">A state has more calls than results follow its message.</exception>
    public void Check(IReadOnlyList<ChatMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].StateId is not { } id || !_planned.TryGetValue(id, out var planned))
                continue;
            var results = messages.Skip(i + 1).TakeWhile(message => message.Role == "function").Count();
            if (results != planned)
                throw new Refusal(422, "Function calls count does not match function results count");
        }
    }

    public void Clear() => _planned.Clear();
}

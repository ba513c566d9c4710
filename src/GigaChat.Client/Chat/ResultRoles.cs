using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;

namespace GigaChat.Chat;

/// <summary>
/// Which role a model takes the results of functions in, in version 2 of the API. It is <c>tool</c> (CAS, JARVIS, RUBY); one source saw
/// generation 2 refuse that with 400 and take <c>function</c> (LIVE). So the other one is tried once, and remembered for the connection.
/// </summary>
internal sealed class ResultRoles
{
    private static readonly ConditionalWeakTable<IGigaChatConnection, ResultRoles> Known = [];
    private readonly ConcurrentDictionary<string, bool> _modelsWithOther = new(StringComparer.Ordinal);

    /// <summary>What a connection knows, which lives as long as that.</summary>
    public static ResultRoles Of(IGigaChatConnection connection) => Known.GetValue(connection, static _ => new ResultRoles());

    /// <summary>Whether a refusal may be about the role, and another one is left to try.</summary>
    public static bool MayTakeOther(GigaChatException error, ChatApiVersion version, ChatTurn turn)
        => version == ChatApiVersion.V2 && error.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
            && turn.ResultRole is null && !turn.Model.StartsWith("GigaChat-3", StringComparison.OrdinalIgnoreCase)
            && turn.AllMessages.Any(static message => message.Role == ChatMessage.Function);

    /// <summary>The role, where it is not the usual one.</summary>
    public string? Find(string model) => _modelsWithOther.ContainsKey(model) ? ChatMessage.Function : null;

    /// <summary>From now on the other role is taken.</summary>
    public void UseOther(string model) => _modelsWithOther.TryAdd(model, true);
}

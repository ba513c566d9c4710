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
        => version == ChatApiVersion.V2 && MayBeAboutRole(error)
            && turn.ResultRole is null && !turn.Model.StartsWith("GigaChat-3", StringComparison.OrdinalIgnoreCase)
            && turn.SentMessages.Any(static message => message.Role == ChatMessage.Function);

    /// <summary>The role, where it is not the usual one.</summary>
    public string? Find(string model) => _modelsWithOther.ContainsKey(model) ? ChatMessage.Function : null;

    /// <summary>The other role has worked, and is taken from now on.</summary>
    public void Remember(string model) => _modelsWithOther.TryAdd(model, true);

    // The service answers a wrong shape of any kind with "Your request contains invalid JSON syntax." (LIVE, JARVIS). What names another
    // reason, such as the length of the context, is refused with the other role as well.
    private static bool MayBeAboutRole(GigaChatException error)
        => error is { Kind: GigaChatErrorKind.InvalidRequest, StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity }
            && (string.IsNullOrWhiteSpace(error.ServiceMessage)
                || error.ServiceMessage.Contains("role", StringComparison.OrdinalIgnoreCase)
                || error.ServiceMessage.Contains("JSON syntax", StringComparison.OrdinalIgnoreCase));
}

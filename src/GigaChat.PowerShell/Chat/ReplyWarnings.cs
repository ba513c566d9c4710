using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>What a user should know about how an answer ended.</summary>
internal static class ReplyWarnings
{
    /// <summary>The warning, or null for an answer that ended as it should.</summary>
    public static string? For(ChatReply reply) => reply.FinishReason switch
    {
        "length" => CmdletMessages.ReplyCutByLength,
        var reason when IsRefusal(reason) => CmdletMessages.ReplyRefusedTopic,
        "error" or "function_call_error" => FunctionCmdletMessages.CallBroken,
        _ => null,
    };

    /// <summary>The service did not let the model talk about the topic.</summary>
    public static bool IsRefusal(string? finishReason)
        => finishReason is "blacklist" or "request_blacklist" or "request_whitelist" or "request_filter" or "response_blacklist";
}

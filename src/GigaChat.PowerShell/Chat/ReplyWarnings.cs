using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>What a user should know about how an answer ended.</summary>
internal static class ReplyWarnings
{
    /// <summary>The warning, or null for an answer that ended as it should.</summary>
    public static string? For(ChatReply reply) => reply.FinishReason switch
    {
        "length" => CmdletMessages.ReplyCutByLength,
        "blacklist" => CmdletMessages.ReplyRefusedTopic,
        "error" => FunctionCmdletMessages.CallBroken,
        _ => null,
    };
}

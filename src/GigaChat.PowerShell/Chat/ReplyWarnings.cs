using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>What a user should know about how an answer ended.</summary>
internal static class ReplyWarnings
{
    /// <summary>The warning, with the service's words where it has some; null for an answer that ended as it should.</summary>
    public static string? For(ChatReply reply)
    {
        if (Describe(reply) is not { } warning)
            return null;
        return reply.FindUserMessage() is { } words ? Localized.Format(CmdletMessages.ReplyServiceSays, warning, words).Text : warning;
    }

    // In version 1 "error" says that the arguments of a call could not be made; version 2 has a word of its own for that.
    private static string? Describe(ChatReply reply) => reply.FinishReason switch
    {
        "length" => CmdletMessages.ReplyCutByLength,
        var reason when FinishReasons.IsRefusal(reason) => Localized.Format(CmdletMessages.ReplyRefusedTopic, reason).Text,
        "function_call_error" => Localized.Format(FunctionCmdletMessages.CallBroken, reply.FinishReason).Text,
        "error" when reply.CouldCallFunction() && reply.FindUserMessage() is null
            => Localized.Format(FunctionCmdletMessages.CallBroken, reply.FinishReason).Text,
        "error" => Localized.Format(CmdletMessages.ReplyFailed, reply.FinishReason).Text,
        _ => null,
    };
}

using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>The combinations of parameters that Invoke-GigaChat refuses before it reads or sends anything.</summary>
internal static class ChatParameterRules
{
    /// <summary>Finds a contradiction between parameters of the input and of the output.</summary>
    /// <returns>The error, or null.</returns>
    public static GigaChatException? FindConflict(ChatInputSettings input, ChatOutputSettings output)
    {
        bool isThrottled = output.ThrottleLimit > 1;
        bool hasConversation = input.Conversation is not null;
        GigaChatException? conflict = First(
            (output.IncludeInput && input.Together, CmdletMessages.IncludeInputAndTogether),
            (output.IncludeInput && output.AsChunk, CmdletMessages.IncludeInputAndAsChunk),
            (input.PerItem && input.Together, CmdletMessages.PerItemAndTogether),
            (output.Stream && output.AsChunk, CmdletMessages.StreamAndAsChunk),
            (hasConversation && input.SystemPrompt is not null, Messages.SystemPromptInConversation),
            (isThrottled && (output.IsStreamed || hasConversation), CmdletMessages.ThrottleNeedsWholeReplies));
        if (conflict is null && input.HasPaths && !input.HasPrompt)
            return new GigaChatException(GigaChatErrorKind.PromptRequired, CmdletMessages.FilesNeedPrompt);
        return conflict;
    }

    /// <summary>Finds a contradiction that involves functions or the schema of the answer.</summary>
    /// <returns>The error, or null.</returns>
    public static GigaChatException? FindConflict(FunctionSettings functions, ChatInputSettings input, ChatOutputSettings output)
    {
        bool hasResult = functions.HasResult;
        bool hasQuestion = !string.IsNullOrEmpty(input.Prompt) || input.HasPaths;
        bool hasConversation = input.Conversation is not null || input.IsPiped;
        return First(
            (functions.Invoke && functions.Functions is null && !hasResult, FunctionCmdletMessages.InvokeNeedsFunction),
            (output.ThrottleLimit > 1 && (functions.Invoke || hasResult), FunctionCmdletMessages.ThrottleWithoutFunctions),
            (output.AsObject && functions.Schema is null, FunctionCmdletMessages.AsObjectNeedsSchema),
            (output.AsObject && output.AsChunk, FunctionCmdletMessages.AsObjectAndAsChunk),
            (hasResult && hasQuestion, FunctionCmdletMessages.ResultInsteadOfPrompt),
            (hasResult && !hasConversation, FunctionCmdletMessages.ResultNeedsConversation));
    }

    /// <summary>
    /// Whether several requests may be under way at a time: not where their texts are shown as they come, or one goes on from another.
    /// </summary>
    public static bool AllowsSeveral(FunctionSettings functions, ChatInputSettings input, ChatOutputSettings output)
        => !output.IsStreamed && input.Conversation is null && !functions.Invoke && !functions.HasResult;

    /// <summary>Finds a contradiction between the questions about parts of long material and other parameters.</summary>
    /// <returns>The error, or null.</returns>
    public static GigaChatException? FindConflict(
        LongTextSettings longTexts, FunctionSettings functions, ChatInputSettings input, ChatOutputSettings output)
        => longTexts.Action != WhenTooLong.Split ? null : First(
            (output.IsStreamed, CmdletMessages.SplitIsNotStreamed),
            (input.Conversation is not null, CmdletMessages.SplitWithoutConversation),
            (input.KeepMarks, CmdletMessages.SplitWithoutKeepMask),
            (functions.Functions is not null || functions.HasResult, CmdletMessages.SplitWithoutFunctions));

    private static GigaChatException? First(params (bool IsConflict, string Message)[] rules)
        => rules.FirstOrDefault(static rule => rule.IsConflict) is { IsConflict: true, Message: var message }
            ? new GigaChatException(GigaChatErrorKind.InvalidRequest, message)
            : null;
}

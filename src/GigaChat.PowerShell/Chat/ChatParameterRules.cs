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
            (output.IncludeInput && input.Together, static () => CmdletMessages.IncludeInputAndTogether),
            (output.IncludeInput && output.AsChunk, static () => CmdletMessages.IncludeInputAndAsChunk),
            (input.PerItem && input.Together, static () => CmdletMessages.PerItemAndTogether),
            (output.Stream && output.AsChunk, static () => CmdletMessages.StreamAndAsChunk),
            (hasConversation && input.SystemPrompt is not null, static () => Messages.SystemPromptInConversation),
            (isThrottled && (output.IsStreamed || hasConversation), static () => CmdletMessages.ThrottleNeedsWholeReplies));
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
            (functions.Invoke && functions.Functions is null && !hasResult, static () => FunctionCmdletMessages.InvokeNeedsFunction),
            (output.ThrottleLimit > 1 && (functions.Invoke || hasResult), static () => FunctionCmdletMessages.ThrottleWithoutFunctions),
            (output.AsObject && functions.Schema is null, static () => FunctionCmdletMessages.AsObjectNeedsSchema),
            (output.AsObject && output.AsChunk, static () => FunctionCmdletMessages.AsObjectAndAsChunk),
            (hasResult && hasQuestion, static () => FunctionCmdletMessages.ResultInsteadOfPrompt),
            (hasResult && !hasConversation, static () => FunctionCmdletMessages.ResultNeedsConversation));
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
            (output.IsStreamed, static () => CmdletMessages.SplitIsNotStreamed),
            (input.Conversation is not null, static () => CmdletMessages.SplitWithoutConversation),
            (input.KeepMarks, static () => CmdletMessages.SplitWithoutKeepMask),
            (functions.Functions is not null || functions.HasResult, static () => CmdletMessages.SplitWithoutFunctions));

    // A text is looked up for the rule that is broken alone: there are many rules, and most calls break none.
    private static GigaChatException? First(params (bool IsConflict, Func<string> Message)[] rules)
    {
        foreach ((bool isConflict, Func<string> message) in rules)
        {
            if (isConflict)
                return new GigaChatException(GigaChatErrorKind.InvalidRequest, message());
        }
        return null;
    }
}

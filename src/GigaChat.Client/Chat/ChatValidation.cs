using GigaChat.Chat.V2;
using GigaChat.Core;
using GigaChat.Functions;
using GigaChat.Resources;

namespace GigaChat.Chat;

/// <summary>Refuses requests that the service would refuse too, before anything is sent.</summary>
internal static class ChatValidation
{
    /// <summary>Checks what a request says by itself.</summary>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.PromptRequired"/> or <see cref="GigaChatErrorKind.InvalidRequest"/>.
    /// </exception>
    public static void Check(ChatRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt) && request.FunctionResults is null)
            throw new GigaChatException(GigaChatErrorKind.PromptRequired, Messages.PromptEmpty);
        if (request.Conversation is not null && !string.IsNullOrEmpty(request.SystemPrompt))
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Messages.SystemPromptInConversation);
        if (request.Pattern is not null && request.Schema is not null)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, LocalizedMessage.Of(Messages.PatternAndSchema));
        if (request.Conversation is { ThreadId: not null } stored && request.Model is { } model && model != stored.Model)
            throw Invalid(Messages.ThreadKeepsModel, model);
        CheckFunctions(request.Functions ?? [], request.Tools ?? [], request.FunctionChoice);
    }

    /// <summary>
    /// The service takes the result of a function only right after the model's call, and nothing else there. The conversation
    /// must not change meanwhile, so this is checked while the exchange has it for itself.
    /// </summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>.</exception>
    public static void CheckOpenCall(ChatRequest request)
    {
        IReadOnlyList<FunctionCall> open = request.Conversation?.OpenCalls ?? [];
        if (open.Count > 0 && request.FunctionResults is null)
            throw Invalid(FunctionMessages.ResultMissing, open[0].ToString());
        if (open.Count == 0 && request.FunctionResults is not null)
            throw Invalid(FunctionMessages.ResultUncalled, "");
        if (request.FunctionResults is { } results && results.Count != open.Count)
        {
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(FunctionMessages.ResultCountDiffers, open.Count, results.Count));
        }
    }

    /// <summary>All that is checked before a request is sent, for one that will not be: nothing has the conversation for itself.</summary>
    /// <param name="request">The request.</param>
    /// <param name="preferred">The version of the chat API where the request names none.</param>
    /// <exception cref="GigaChatException">What sending it would fail with.</exception>
    public static void CheckAll(ChatRequest request, ChatApiVersion preferred)
    {
        Check(request);
        CheckOpenCall(request);
        _ = ChatVersionSelector.Select(request, request.Conversation ?? new GigaChatConversation(), preferred);
    }

    /// <summary>Checks the length of the new messages, and of all messages of the request together.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.TooLarge"/>.</exception>
    public static void CheckLength(ChatRequest request, IEnumerable<ChatMessage> history, IEnumerable<ChatMessage> messages)
    {
        long added = CountCharacters(messages);
        TextLimit.ThrowIfExceeded(added);
        TextLimit.ThrowIfExceeded(
            added + CountCharacters(history), request.Conversation is null ? null : static () => Messages.ConversationBeyondLimit);
    }

    private static void CheckFunctions(IReadOnlyList<GigaChatFunction> functions, IReadOnlyList<string> tools, string? choice)
    {
        IGrouping<string, GigaChatFunction>? duplicate = functions
            .GroupBy(static function => function.Name, StringComparer.Ordinal)
            .FirstOrDefault(static group => group.Count() > 1);
        if (duplicate is not null)
            throw Invalid(FunctionMessages.FunctionTwice, duplicate.Key);
        if (tools.Contains(ToolMapper.FunctionsTool))
            throw Invalid(FunctionMessages.ToolIsFunctions, ToolMapper.FunctionsTool);
        if (choice is not (null or FunctionChoice.Auto or FunctionChoice.None))
            CheckChoice(functions, tools, choice);
    }

    private static void CheckChoice(IReadOnlyList<GigaChatFunction> functions, IReadOnlyList<string> tools, string choice)
    {
        if (choice == FunctionChoice.Any)
        {
            if (functions.Count == 0)
                throw Invalid(FunctionMessages.AnyNeedsFunction, choice);
            return;
        }
        if (ChatTool.IsKnown(choice) && !tools.Contains(choice) && functions.All(function => function.Name != choice))
            throw Invalid(FunctionMessages.ChoiceToolNotOffered, choice);
        if (functions.Count == 0 && tools.Count == 0)
            return;
        if (functions.All(function => function.Name != choice) && !tools.Contains(choice) && !FunctionName.IsBuiltIn(choice))
            throw Invalid(FunctionMessages.ChoiceNotOffered, choice);
    }

    private static long CountCharacters(IEnumerable<ChatMessage> messages) => messages.Sum(static message => (long)message.Content.Length);

    private static GigaChatException Invalid(string message, string name)
        => new(GigaChatErrorKind.InvalidRequest, Localized.Format(message, name));
}

using GigaChat.Chat.V1;
using GigaChat.Chat.V2;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Chat;

/// <summary>Chooses the version of the chat API for a request.</summary>
internal static class ChatVersionSelector
{
    // Members of a body that version 1 ignores without a word (JARVIS), so that the wish would be lost.
    private static readonly HashSet<string> OnlyInVersion2 = new(StringComparer.Ordinal)
    {
        "model_options", "tools", "tool_config", "ranker_options", "user_info", "disable_filter", "filter_config", "memory_id",
    };

    /// <summary>The version that was asked for; else version 1, unless something is asked for that only version 2 has.</summary>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: version 1 was asked for, together with what it lacks.
    /// </exception>
    public static IChatProtocol Select(ChatRequest request, GigaChatConversation conversation, ChatApiVersion preferred)
    {
        ChatApiVersion version = request.ApiVersion ?? preferred;
        if (version == ChatApiVersion.V2)
            return ChatV2Protocol.Instance;
        if (FindWish(request, conversation) is not { } wish)
            return ChatV1Protocol.Instance;
        return version == ChatApiVersion.Auto
            ? ChatV2Protocol.Instance
            : throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(Messages.NeedsVersion2, wish));
    }

    /// <summary>The service's word for what only version 2 has; null where nothing of the kind is asked for.</summary>
    private static string? FindWish(ChatRequest request, GigaChatConversation conversation)
    {
        if (request.Tools is { Count: > 0 } tools)
            return tools[0];
        if (request.FunctionChoice == FunctionChoice.Any)
            return FunctionChoice.Any;
        if (request.Pattern is not null)
            return "regex";
        if (request.TopLogProb is not null)
            return "top_logprobs";
        if (conversation.IsStored)
            return "storage";
        if (conversation.OpenCalls.Count > 1)
            return "function_result";
        return request.AdditionalFields is { } fields ? JsonMerge.FindNames(fields)?.FirstOrDefault(OnlyInVersion2.Contains) : null;
    }
}

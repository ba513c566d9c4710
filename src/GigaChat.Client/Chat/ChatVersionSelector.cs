using GigaChat.Chat.V1;
using GigaChat.Chat.V2;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat.Chat;

/// <summary>Chooses the version of the chat API for a request.</summary>
internal static class ChatVersionSelector
{
    private const string StreamMember = "stream";

    // Members of a body that version 1 ignores without a word (JARVIS), so that the wish would be lost.
    private static readonly HashSet<string> OnlyInVersion2 = new(StringComparer.Ordinal)
    {
        "model_options", "tools", "tool_config", "ranker_options", "user_info", "disable_filter", "filter_config", "memory_id",
        "tools_state_id", "assistant_id",
    };

    // Members of a body that version 2 does not have, and what it has instead.
    private static readonly Dictionary<string, string?> OnlyInVersion1 = new(StringComparer.Ordinal)
    {
        ["attachments"] = "messages[].content[].files",
        ["function_call"] = "tool_config",
        ["function_ranker"] = "ranker_options",
        ["functions"] = "tools",
        ["functions_state_id"] = "messages[].tools_state_id",
        ["max_tokens"] = "model_options.max_tokens",
        ["n"] = null,
        ["profanity_check"] = "disable_filter",
        ["reasoning_effort"] = "model_options.reasoning",
        ["repetition_penalty"] = "model_options.repetition_penalty",
        ["response_format"] = "model_options.response_format",
        ["temperature"] = "model_options.temperature",
        ["top_p"] = "model_options.top_p",
        ["update_interval"] = "model_options.update_interval",
    };

    /// <summary>The version that was asked for; else version 1, unless something is asked for that only version 2 has.</summary>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: version 1 was asked for, together with what it lacks; or a member was added to the
    /// body that the version does not have.
    /// </exception>
    public static IChatProtocol Select(ChatRequest request, GigaChatConversation conversation, ChatApiVersion preferred)
    {
        IReadOnlyCollection<string> fields = request.AdditionalFields is { } json ? JsonMerge.FindNames(json) ?? [] : [];
        if (fields.Contains(StreamMember))
            throw Refused(Localized.Format(Messages.AdditionalFieldReserved, StreamMember));
        ChatApiVersion version = request.ApiVersion ?? preferred;
        LocalizedMessage? wish = version == ChatApiVersion.V2 ? null : FindWish(request, conversation, fields);
        if (version == ChatApiVersion.V1 && wish is not null)
            throw Refused(Localized.Format(Messages.NeedsVersion2, wish.Text));
        if (version != ChatApiVersion.V2 && wish is null)
            return ChatV1Protocol.Instance;
        if (fields.FirstOrDefault(OnlyInVersion1.ContainsKey) is { } field)
        {
            throw Refused(OnlyInVersion1[field] is { } replacement
                ? Localized.Format(Messages.NeedsVersion1Replaced, field, replacement)
                : Localized.Format(Messages.NeedsVersion1, field));
        }
        return ChatV2Protocol.Instance;
    }

    /// <summary>What only version 2 has, in words; null where nothing of the kind is asked for.</summary>
    private static LocalizedMessage? FindWish(
        ChatRequest request, GigaChatConversation conversation, IReadOnlyCollection<string> fields)
    {
        if (request.Tools is { Count: > 0 } tools)
            return Localized.Format(Messages.WishTool, tools[0]);
        if (request.FunctionChoice == FunctionChoice.Any)
            return LocalizedMessage.Of(Messages.WishAny);
        if (request.Pattern is not null)
            return LocalizedMessage.Of(Messages.WishPattern);
        if (request.TopLogProb is not null)
            return LocalizedMessage.Of(Messages.WishLogProb);
        if (conversation.IsStored)
            return LocalizedMessage.Of(Messages.WishStorage);
        if (conversation.OpenCalls.Count > 1)
            return LocalizedMessage.Of(Messages.WishResults);
        return fields.FirstOrDefault(OnlyInVersion2.Contains) is { } field ? Localized.Format(Messages.WishField, field) : null;
    }

    private static GigaChatException Refused(LocalizedMessage message) => new(GigaChatErrorKind.InvalidRequest, message);
}

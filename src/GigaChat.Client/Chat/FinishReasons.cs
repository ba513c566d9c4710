namespace GigaChat.Chat;

/// <summary>Why answers end.</summary>
internal static class FinishReasons
{
    /// <summary>
    /// The service did not let the model talk about the topic. The finer reasons are those of version 2, for accounts that have an
    /// agreement about filters (SPEC, PYDOC).
    /// </summary>
    public static bool IsRefusal(string? reason)
        => reason is "blacklist" or "request_blacklist" or "request_whitelist" or "request_filter" or "response_blacklist";
}

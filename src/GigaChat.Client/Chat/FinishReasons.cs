namespace GigaChat;

/// <summary>Why answers end.</summary>
public static class FinishReasons
{
    /// <summary>
    /// The service did not let the model talk about the topic. The finer reasons are those of version 2, for accounts that have an
    /// agreement about filters (SPEC, PYDOC).
    /// </summary>
    /// <param name="reason">The finish reason of an answer; null is none.</param>
    /// <returns>Whether the answer ended because its topic is restricted.</returns>
    public static bool IsRefusal(string? reason)
        => reason is "blacklist" or "request_blacklist" or "request_whitelist" or "request_filter" or "response_blacklist";
}

using GigaChat.Wire;

namespace GigaChat.Http;

/// <summary>
/// Counts the answered requests of a connection and the tokens that the service charged for them. Safe for use from many threads.
/// </summary>
internal sealed class ConnectionUsage
{
    private long _requests;
    private long _totalTokens;
    private long _promptTokens;
    private long _completionTokens;
    private long _cachedTokens;
    private long _embeddingTokens;

    public long RequestCount => Interlocked.Read(ref _requests);

    public long TotalTokens => Interlocked.Read(ref _totalTokens);

    public long PromptTokens => Interlocked.Read(ref _promptTokens);

    public long CompletionTokens => Interlocked.Read(ref _completionTokens);

    public long CachedTokens => Interlocked.Read(ref _cachedTokens);

    public long EmbeddingTokens => Interlocked.Read(ref _embeddingTokens);

    /// <summary>Counts one answered request.</summary>
    /// <param name="usage">Its tokens; null where the answer names none.</param>
    public void Add(ITokenUsage? usage = null)
    {
        Interlocked.Increment(ref _requests);
        if (usage is null)
            return;
        Interlocked.Add(ref _totalTokens, usage.ChargedTokens ?? 0);
        Interlocked.Add(ref _promptTokens, usage.PromptTokens);
        Interlocked.Add(ref _completionTokens, usage.CompletionTokens);
        Interlocked.Add(ref _cachedTokens, usage.CachedTokens);
        Interlocked.Add(ref _embeddingTokens, usage.EmbeddingTokens);
    }
}

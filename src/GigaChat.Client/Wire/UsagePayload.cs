namespace GigaChat.Wire;

/// <summary>
/// Tokens of a request. <c>precached_prompt_tokens</c> are no part of <c>prompt_tokens</c>, as measured: 14 beside 2,430 cached in v1,
/// 3,678 beside 4,071 in v2. <c>total_tokens</c> is prompt and completion, and what is charged.
/// </summary>
internal sealed record UsagePayload
{
    public int PromptTokens { get; set; }

    public int CompletionTokens { get; set; }

    public int TotalTokens { get; set; }

    public int PrecachedPromptTokens { get; set; }
}

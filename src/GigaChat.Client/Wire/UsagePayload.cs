namespace GigaChat.Wire;

/// <summary>Tokens of a request.</summary>
internal sealed record UsagePayload
{
    public int PromptTokens { get; set; }

    public int CompletionTokens { get; set; }

    public int TotalTokens { get; set; }

    public int PrecachedPromptTokens { get; set; }
}

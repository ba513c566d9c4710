using GigaChat.Wire;
using GigaChat.Wire.V2;

namespace GigaChat;

/// <summary>Tokens of a request, as the service counts them.</summary>
/// <param name="PromptTokens">Tokens of all messages sent.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">The tokens charged: without the cached ones.</param>
/// <param name="CachedTokens">Tokens of the prompt that came from the service's cache.</param>
public sealed record ChatUsage(int PromptTokens, int CompletionTokens, int TotalTokens, int CachedTokens) : ITokenUsage
{
    int? ITokenUsage.ChargedTokens => TotalTokens;

    /// <summary>No tokens.</summary>
    public static ChatUsage None { get; } = new(0, 0, 0, 0);

    internal static ChatUsage? From(UsagePayload? usage)
        => usage is null ? null : new(usage.PromptTokens, usage.CompletionTokens, usage.TotalTokens, usage.PrecachedPromptTokens);

    internal static ChatUsage? From(UsageV2Payload? usage)
        => usage is null ? null
            : new(usage.InputTokens, usage.OutputTokens, usage.TotalTokens, usage.InputTokensDetails?.CachedTokens ?? 0);

    internal ChatUsage Plus(ChatUsage? other) => other is null ? this : new(
        PromptTokens + other.PromptTokens,
        CompletionTokens + other.CompletionTokens,
        TotalTokens + other.TotalTokens,
        CachedTokens + other.CachedTokens);
}

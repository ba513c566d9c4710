using System.Globalization;
using GigaChat.Wire;
using GigaChat.Wire.V2;

namespace GigaChat;

/// <summary>Tokens of a request, as the service counts them.</summary>
/// <param name="PromptTokens">Tokens of the messages sent, without the cached ones; the whole prompt is both together.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">The tokens charged: <paramref name="PromptTokens"/> and <paramref name="CompletionTokens"/>.</param>
/// <param name="CachedTokens">Further tokens of the messages sent, which the service had in its cache and does not charge.</param>
public sealed record ChatUsage(int PromptTokens, int CompletionTokens, int TotalTokens, int CachedTokens) : ITokenUsage
{
    int? ITokenUsage.ChargedTokens => TotalTokens;

    /// <summary>No tokens.</summary>
    public static ChatUsage None { get; } = new(0, 0, 0, 0);

    /// <summary>The numbers by name: the text of a usage in a table.</summary>
    /// <returns>For example <c>PromptTokens=20; CompletionTokens=10; TotalTokens=25; CachedTokens=5</c>.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"PromptTokens={PromptTokens}; CompletionTokens={CompletionTokens}; TotalTokens={TotalTokens}; CachedTokens={CachedTokens}");

    internal static ChatUsage? From(UsagePayload? usage)
        => usage is null ? null : new(usage.PromptTokens, usage.CompletionTokens, usage.TotalTokens, usage.PrecachedPromptTokens);

    internal static ChatUsage? From(UsageV2Payload? usage)
        => usage is null ? null
            : new(usage.InputTokens, usage.OutputTokens, usage.TotalTokens, usage.InputTokensDetails?.CachedTokens ?? 0);

    /// <summary>The sum of both, number by number.</summary>
    /// <param name="other">Further tokens; null for none.</param>
    /// <returns>A new usage, or this one where there is nothing to add.</returns>
    public ChatUsage Plus(ChatUsage? other) => other is null ? this : new(
        PromptTokens + other.PromptTokens,
        CompletionTokens + other.CompletionTokens,
        TotalTokens + other.TotalTokens,
        CachedTokens + other.CachedTokens);
}

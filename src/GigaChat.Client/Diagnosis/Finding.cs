using GigaChat.Core;

namespace GigaChat.Diagnosis;

/// <summary>What a step found, and what to do about it.</summary>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">What to do; null where there is nothing to do.</param>
internal readonly record struct Finding(string Detail, LocalizedMessage? Advice = null)
{
    private const int MaxLength = 2000;

    /// <summary>What was found, on one line: it quotes servers, proxies and certificates that are not trusted yet.</summary>
    public string Detail { get; init; } = VisibleText.OneLine(Detail, MaxLength);
}

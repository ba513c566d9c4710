using System.Collections.Concurrent;

namespace GigaChat.Commands.Chat;

/// <summary>Material that can be read several times.</summary>
/// <param name="Open">Opens it at its beginning.</param>
internal sealed record LongTextSource(Func<CancellationToken, ValueTask<TextReader>> Open)
{
    /// <summary>What was left out of it; comes from other threads.</summary>
    public ConcurrentQueue<string> Notes { get; init; } = [];

    /// <summary>A text in memory.</summary>
    public static LongTextSource FromText(string text) => new(LongMaterial.FromText(text));
}

using GigaChat.Core;

namespace GigaChat;

/// <summary>A piece of a document that was found in an index.</summary>
public sealed record IndexHit
{
    // A path has at most 4,096 bytes on Linux. A line break in a name would begin another line of a prompt.
    private const int MaxSourceLength = 4096;

    /// <summary>The document: the path of a file, or what the object was named by.</summary>
    public required string Source { get; init; }

    /// <summary>The line of the document that the piece begins in, counted from 1.</summary>
    public int Line { get; init; }

    /// <summary>The piece.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// The cosine of the angle between the vectors of query and piece: 1 for the same direction, 0 for nothing in common, down to -1.
    /// Hits are ordered by this and by their words together.
    /// </summary>
    public double Score { get; init; }

    /// <summary>The piece under a line that names its source, as material of a prompt.</summary>
    /// <returns>Lines.</returns>
    public string ToMaterial() => $"--- {VisibleText.OneLine(Source, MaxSourceLength)}:{Line} ---\n{Text}";

    /// <summary>The piece.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}

using System.Globalization;

namespace GigaChat;

/// <summary>What became of one part of long material.</summary>
public sealed record ChatPart
{
    /// <summary>Which part it is, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How many parts there are.</summary>
    public required int Count { get; init; }

    /// <summary>The line of the material that it begins in, counted from 1.</summary>
    public required long FirstLine { get; init; }

    /// <summary>The line that it ends in.</summary>
    public required long LastLine { get; init; }

    /// <summary>The tokens of the material in it.</summary>
    public int Tokens { get; init; }

    /// <summary>The answer about this part; null where there was none.</summary>
    public string? Text { get; init; }

    /// <summary><c>stop</c>; <c>length</c> or <c>blacklist</c> where the answer is not whole; null where there was none.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Tokens that the answer cost.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>The service's id of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>Why there was no answer; null where there was one.</summary>
    public string? Error { get; init; }

    /// <summary>The place in the material.</summary>
    /// <returns>For example <c>3/12: 2001-3000</c>: the part, of how many, and its lines.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}: {FirstLine}-{LastLine}");
}

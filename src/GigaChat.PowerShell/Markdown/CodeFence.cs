using System.Text.RegularExpressions;

namespace GigaChat.Commands.Markdown;

/// <summary>Finds code between fences, line by line.</summary>
internal static partial class CodeFence
{
    /// <summary>Goes on by a line.</summary>
    /// <param name="open">The fence that is open before it; null for none.</param>
    /// <param name="line">The line.</param>
    /// <param name="isCode">Whether the line belongs to the code, its fences included.</param>
    /// <returns>The fence that is open after it; null for none.</returns>
    public static string? Next(string? open, string line, out bool isCode)
    {
        Match match = Fence().Match(line);
        isCode = open is not null || match.Success;
        if (!match.Success)
            return open;
        string marks = match.Groups["marks"].Value;
        if (open is null)
            return marks;
        bool closes = marks[0] == open[0] && marks.Length >= open.Length && match.Groups["info"].Value.AsSpan().IsWhiteSpace();
        return closes ? null : open;
    }

    // What stands behind backticks has none, as otherwise it is code within a line.
    [GeneratedRegex(@"^\s*(?:(?<marks>`{3,})(?<info>[^`\n]*)|(?<marks>~{3,})(?<info>.*))$", RegexOptions.NonBacktracking)]
    private static partial Regex Fence();
}

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
        string marks = match.Groups[1].Value;
        if (open is null)
            return marks;
        bool closes = marks[0] == open[0] && marks.Length >= open.Length && match.Groups[2].Value.AsSpan().IsWhiteSpace();
        return closes ? null : open;
    }

    [GeneratedRegex(@"^\s*(`{3,}(?=[^`]*$)|~{3,})(.*)$")]
    private static partial Regex Fence();
}

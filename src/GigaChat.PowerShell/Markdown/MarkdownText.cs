namespace GigaChat.Commands.Markdown;

/// <summary>A whole text as it is shown.</summary>
internal static class MarkdownText
{
    /// <summary>The lines of a text for a screen.</summary>
    /// <param name="text">Text that can be shown (<see cref="ShownText"/>).</param>
    /// <param name="width">The width to keep to; 0 for no limit.</param>
    /// <param name="palette">The sequences of the terminal; null for text without styles, the marks of Markdown left as they are.</param>
    public static IReadOnlyList<string> ToLines(string text, int width, AnsiPalette? palette)
    {
        IEnumerable<StyledText> lines = palette is null
            ? WithoutStyles(text)
            : MarkdownRenderer.Render(text, width).SelectMany(static line => line);
        return [.. lines.SelectMany(line => TextWrap.BreakLine(line, width - 1))
            .Select(line => palette is null ? line.Text : line.ToAnsi(palette))];
    }

    // Code between fences is not broken here either.
    private static IEnumerable<StyledText> WithoutStyles(string text)
    {
        string? fence = null;
        foreach (string line in text.Split('\n'))
        {
            fence = CodeFence.Next(fence, line, out bool isCode);
            yield return new StyledText(isWhole: isCode).Append(line);
        }
    }
}

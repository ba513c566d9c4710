namespace GigaChat.Index.Text;

/// <summary>The lines of a document, by its kind.</summary>
internal static class DocumentLines
{
    /// <summary>The lines of a text.</summary>
    public static IEnumerable<SourceLine> Of(DocumentKind kind, string text) => kind switch
    {
        DocumentKind.Markdown => Markdown(text),
        DocumentKind.Html => new HtmlLines(text).Read(),
        _ => Plain(text),
    };

    private static IEnumerable<SourceLine> Plain(string text)
    {
        int number = 0;
        int start = 0;
        while (start <= text.Length)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            yield return new(++number, text[start..end].TrimEnd('\r'));
            start = end + 1;
        }
    }

    // A "#" within a block of code is a comment.
    private static IEnumerable<SourceLine> Markdown(string text)
    {
        string? fence = null;
        foreach (SourceLine line in Plain(text))
        {
            string start = line.Text.TrimStart();
            if (fence is null && (start.StartsWith("```", StringComparison.Ordinal) || start.StartsWith("~~~", StringComparison.Ordinal)))
                fence = start[..3];
            else if (fence is not null && start.StartsWith(fence, StringComparison.Ordinal))
                fence = null;
            yield return fence is null && IsHeading(line.Text) ? line with { IsHeading = true } : line;
        }
    }

    // One to six signs, indented by three blanks at most, and a blank behind.
    private static bool IsHeading(string line)
    {
        int first = line.AsSpan().IndexOfAnyExcept(' ');
        if (first is < 0 or > 3 || line[first] != '#')
            return false;
        int signs = line.AsSpan(first).IndexOfAnyExcept('#');
        return signs is >= 1 and <= 6 && line[first + signs] is ' ' or '\t';
    }
}

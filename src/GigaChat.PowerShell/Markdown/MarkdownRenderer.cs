using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;

namespace GigaChat.Commands.Markdown;

/// <summary>
/// Markdown as lines for a terminal. The text stays as it came, character by character, except for the marks that were understood: they
/// become styles. So nothing that the model wrote is lost, whatever it looks like.
/// </summary>
internal static class MarkdownRenderer
{
    // The time that the parser takes of hostile text grows with the square of its length: seconds for this, hours for megabytes. No answer
    // that a person reads is so long.
    private const int MaxLength = 64 * 1024;

    private static readonly Lazy<MarkdownPipeline> Pipeline = new(static () => new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks()
        .UsePreciseSourceLocation()
        .Build());

    /// <summary>Makes the parser, which takes longer than any answer: worth doing while the answer is awaited.</summary>
    public static void Prepare() => _ = Render("# A\n\n- **b** `c` https://d.e\n\n```\nf\n```\n\n| g | h |\n| - | - |\n| i | j |\n", 80);

    /// <summary>The lines for each line of the source; none for one that consists of marks.</summary>
    /// <param name="source">Text without control characters, its lines ended by <c>\n</c>.</param>
    /// <param name="width">The width of the screen; tables keep to it.</param>
    public static IReadOnlyList<IReadOnlyList<StyledText>> Render(string source, int width) => Parse(source, width).Lines;

    /// <summary>The lines, and from which of them on more text may change how they look.</summary>
    /// <inheritdoc cref="Render"/>
    public static (IReadOnlyList<IReadOnlyList<StyledText>> Lines, int Settled, bool IsOpen) Parse(string source, int width)
    {
        var map = new SourceMap(source);
        if (Style(map, width) is not { } document)
            return (map.ToLines(), map.LineCount, false);
        return (map.ToLines(), FindSettled(map), document.LastChild is ListBlock or QuoteBlock or FencedCodeBlock);
    }

    /// <summary>The beginning of the last line that looks the same whatever follows.</summary>
    /// <inheritdoc cref="Render"/>
    public static StyledText RenderOpenLine(string source, int width)
    {
        var map = new SourceMap(source);
        return Style(map, width) is null ? new StyledText() : OpenLine.Cut(map);
    }

    // Null for what is shown without styles.
    private static MarkdownDocument? Style(SourceMap map, int width)
    {
        if (map.Source.Length > MaxLength)
            return null;
        MarkdownDocument document;
        try
        {
            document = Markdig.Markdown.Parse(map.Source, Pipeline.Value);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException or NullReferenceException)
        {
            // Nested deeper than the parser goes, or beyond what it foresaw.
            return null;
        }
        new BlockStyler(map, width).Apply(document);
        return document;
    }

    // The columns of a table are known when it has ended; and a line with a bar may become its heading.
    private static int FindSettled(SourceMap map)
    {
        int last = map.LineCount;
        if (last > 0 && map.LineAt(last - 1).IsEmpty)
            last--;
        int settled = last;
        while (settled > 0 && map.LineAt(settled - 1).Contains('|'))
            settled--;
        return settled < last ? settled : map.LineCount;
    }
}

using System.Text;
using System.Text.RegularExpressions;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Markdown;

/// <summary>
/// The sequences for the styles, from <c>$PSStyle</c>: people set its colours to what their terminal's background needs. Where it has
/// none, the sequences that it has by default.
/// </summary>
internal sealed partial class AnsiPalette
{
    private readonly (TextStyles Style, string Sequence)[] _sequences;

    /// <summary>Reads the colours.</summary>
    /// <param name="read">Reads a property of <c>$PSStyle</c>, by its path; null for the defaults.</param>
    public AnsiPalette(Func<string[], string?>? read = null)
    {
        Reset = Find(read, "\u001b[0m", "Reset");
        _sequences =
        [
            (TextStyles.Bold, Find(read, "\u001b[1m", "Bold")),
            (TextStyles.Italic, Find(read, "\u001b[3m", "Italic")),
            (TextStyles.Underline, Find(read, "\u001b[4m", "Underline")),
            (TextStyles.Strikethrough, Find(read, "\u001b[9m", "Strikethrough")),
            (TextStyles.Code, Find(read, "\u001b[36m", "Foreground", "Cyan")),
            (TextStyles.Heading, Find(read, "\u001b[32;1m", "Formatting", "TableHeader")),
            (TextStyles.Faint, Find(read, "\u001b[2m", "Dim")),
        ];
    }

    /// <summary>Ends all styles.</summary>
    public string Reset { get; }

    /// <summary>All sequences that a rendering may hold.</summary>
    public IEnumerable<string> Sequences => _sequences.Select(static pair => pair.Sequence).Append(Reset).Where(static s => s.Length > 0);

    public void AppendTo(StringBuilder output, TextStyles styles)
    {
        foreach ((TextStyles style, string sequence) in _sequences)
        {
            if (styles.HasFlag(style))
                output.Append(sequence);
        }
    }

    /// <summary>The cells that a line takes, without the sequences in it.</summary>
    public static int Measure(string line) => DisplayCells.Of(line.Contains('\u001b') ? AnySequence().Replace(line, "") : line);

    private static string Find(Func<string[], string?>? read, string sequence, params string[] path)
        => read?.Invoke(path) is { } own && ColorSequences().IsMatch(own) ? own : sequence;

    [GeneratedRegex(@"\x1b\[[0-9;:]*m", RegexOptions.NonBacktracking)]
    private static partial Regex AnySequence();

    // Colours and nothing else, so that a format string that was set to something odd moves no cursor.
    [GeneratedRegex(@"^(\x1b\[[0-9;:]*m)*$", RegexOptions.NonBacktracking)]
    private static partial Regex ColorSequences();
}

using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Markdown;
using GigaChat.Commands.Views;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>What the format views of a reply show.</summary>
public static class ReplyView
{
    private const int LabelWidth = 22;

    private static int s_isPrepared;

    [ThreadStatic]
    private static ChatReply? _shownReply;

    [ThreadStatic]
    private static bool _wasFormatted;

    /// <summary>
    /// The text. For files and other programs it is as it came. On a screen Markdown is rendered, control characters are shown as code
    /// points, and lines are broken between words, because PowerShell itself breaks Russian text in the middle of them; and nothing is
    /// shown on a screen that the cmdlet has just streamed the text to.
    /// </summary>
    /// <param name="reply">The reply, also one that came out of a job or from another machine.</param>
    /// <param name="host"><c>$Host</c>.</param>
    /// <param name="style"><c>$PSStyle</c>.</param>
    /// <param name="folder">The current folder.</param>
    /// <returns>The text, or null where it has been shown.</returns>
    public static string? Text(object reply, object? host = null, object? style = null, string? folder = null)
    {
        string? writer = PowerShellInternals.FindFormattingWriter();
        string text = Property(reply, nameof(ChatReply.Text)) as string ?? "";
        if (writer == PowerShellInternals.OutFile)
            return text;
        // A function call without text would show as an empty line.
        if (text.Length == 0 && Property(reply, nameof(ChatReply.FunctionCall)) is { } call)
            text = $"→ {call}";
        var screenHost = host.Unwrap() as PSHost;
        Screen screen = Screen.Of(screenHost, style);
        if (writer == PowerShellInternals.OutString)
            return Wrap(string.Join('\n', WithLinesBelow([text], reply)), screen.Width - 1);
        if (ReferenceEquals(reply.Unwrap(), _shownReply))
        {
            _wasFormatted = true;
            // The first line end is that of the streamed text.
            return LinesBelow(reply) is { Count: > 0 } lines ? "\n" + string.Join('\n', lines) : null;
        }
        IReadOnlyList<string> shownLines = screen.IsRedirected ? text.Split('\n') : Lines(reply, text, screen, folder);
        string shown = string.Join('\n', shownLines);
        // PowerShell breaks whatever is wider than the screen, and what is copied from there does not run: such text goes past it.
        bool isWide = shownLines.Any(line => AnsiPalette.Measure(line) >= screen.Width);
        if (writer != PowerShellInternals.OutDefault || screenHost is null || !isWide)
            return shown;
        HostOutput.Write.Invoke(shown);
        return null;
    }

    /// <summary>A text on one line of a table.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text, each stretch of blanks and ends of lines as one blank.</returns>
    public static string Row(object? value) => VisibleText.OneLine(View.Line(value?.ToString()));

    /// <summary>The text without control characters: the property Answer of a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <returns>The text.</returns>
    public static string GetShownText(PSObject reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return ShownText.From(reply.Properties[nameof(ChatReply.Text)]?.Value as string ?? "");
    }

    /// <summary>A path or another source in a column of a table: its end.</summary>
    /// <param name="value">The source.</param>
    /// <param name="width">The width of the column, in characters.</param>
    /// <returns>The text.</returns>
    public static string Source(object? value, int width) => SourceLabel.End(SourceLabel.Find(value, "", null) ?? "", width);

    /// <summary>A text beside the names of the properties in a list.</summary>
    /// <param name="value">The text.</param>
    /// <param name="host"><c>$Host</c>.</param>
    /// <returns>The text, broken between words.</returns>
    public static string Block(object? value, object? host)
    {
        string text = value?.ToString() ?? "";
        if (PowerShellInternals.FindFormattingWriter() == PowerShellInternals.OutFile)
            return text;
        int width = Screen.Of(host.Unwrap() as PSHost, null).Width;
        return string.Join('\n', MarkdownText.ToLines(ShownText.From(text), width - LabelWidth + 1, palette: null));
    }

    /// <summary>Loads what renders Markdown, where it will be needed: while the answer is awaited, so that it costs no time.</summary>
    internal static void Prepare(PSHost host, Func<object?> findStyle)
    {
        // Once for a process, whatever comes of it: each further call would look at the screen and render a text for nothing.
        if (Interlocked.Exchange(ref s_isPrepared, 1) == 0 && Screen.Of(host, findStyle()).Palette is not null)
            _ = Task.Run(MarkdownRenderer.Prepare);
    }

    /// <summary>The line that says what an answer belongs to, with its colours; null where there is none.</summary>
    internal static string? Header(object? source, string? prompt, string? folder, Screen screen)
    {
        if (screen.IsRedirected || SourceLabel.Find(source, prompt, folder) is not { } label)
            return null;
        StyledText line = new StyledText(isWhole: true).Append($"── {SourceLabel.End(label, screen.Width - 4)}", TextStyles.Heading);
        return screen.Palette is { } palette ? line.ToAnsi(palette) : line.Text;
    }

    /// <summary>Writes a reply whose text has been on the screen. A view that formats it during the call leaves the text out.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="write">Writes it to the pipeline.</param>
    /// <returns>True where a view was printed, which ends the line of the text.</returns>
    internal static bool WriteShown(ChatReply reply, Action<object> write)
    {
        _shownReply = reply;
        _wasFormatted = false;
        try
        {
            write(reply);
            return _wasFormatted;
        }
        finally
        {
            _shownReply = null;
        }
    }

    /// <summary>Breaks lines that are too long at their last space; words that are too long stay whole.</summary>
    internal static string Wrap(string text, int width)
    {
        if (width < 20)
            return text;
        var wrapped = new StringBuilder(text.Length + (text.Length / width));
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> rest = line;
            while (rest.Length > width && rest[..(width + 1)].LastIndexOf(' ') is > 0 and int space)
            {
                wrapped.Append(rest[..space]).Append('\n');
                rest = rest[(space + 1)..];
            }
            wrapped.Append(rest).Append('\n');
        }
        return wrapped.ToString(0, wrapped.Length - 1);
    }

    private static IReadOnlyList<string> Lines(object reply, string text, Screen screen, string? folder)
    {
        IReadOnlyList<string> lines = MarkdownText.ToLines(ShownText.From(text), screen.Width, screen.Palette);
        string? prompt = (reply.Unwrap() as ChatReply)?.FindPrompt();
        lines = WithLinesBelow(lines, reply);
        return Header(Property(reply, nameof(ChatReply.Source)), prompt, folder, screen) is { } header ? [header, .. lines] : lines;
    }

    // A reply without text would begin with an empty line.
    private static IReadOnlyList<string> WithLinesBelow(IReadOnlyList<string> lines, object reply)
        => LinesBelow(reply) is not { Count: > 0 } below ? lines : lines is [""] ? below : [.. lines, .. below];

    // The sources, then the files that the model made: a text does not name them.
    private static IReadOnlyList<string> LinesBelow(object reply)
    {
        IReadOnlyList<string> sources = SourceLines(reply);
        if (Property(reply, nameof(ChatReply.GeneratedFiles)).Unwrap() is not IEnumerable files)
            return sources;
        string[] ids = [.. files.Cast<object?>().Select(static file => VisibleText.OneLine(file?.ToString()))];
        return ids.Length == 0 ? sources : [.. sources, Localized.Format(CmdletMessages.ReplyFilesAre, string.Join(", ", ids))];
    }

    // The pages that the text names as [1], [2]. Addresses are not broken: what is copied opens.
    private static IReadOnlyList<string> SourceLines(object reply)
        => Property(reply, nameof(ChatReply.Sources)).Unwrap() is IEnumerable sources
            ? [.. sources.Cast<object?>().Select(static source => VisibleText.OneLine(source?.ToString()))]
            : [];

    private static object? Property(object reply, string name) => PSObject.AsPSObject(reply).Properties[name]?.Value;

    // What is written to the host in another way is missing from transcripts.
    private static class HostOutput
    {
        internal static readonly ScriptBlock Write = ScriptBlock.Create(
            "param($text) Microsoft.PowerShell.Utility\\Write-Host -Object $text -NoNewline -InformationAction Continue");
    }
}

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

    // The last one with a reply on the screen: PowerShell begins what a command line displays with an empty line.
    [ThreadStatic]
    private static object? _commandLine;

    /// <summary>
    /// The text. For files and other programs it is as it came. On a screen Markdown is rendered, control characters are shown as code
    /// points, and lines are broken between words, because PowerShell itself breaks Russian text in the middle of them; and nothing is
    /// shown on a screen that the cmdlet has just streamed the text to.
    /// </summary>
    /// <param name="reply">The reply, also one that came out of a job or from another machine.</param>
    /// <param name="session"><c>$ExecutionContext</c>.</param>
    /// <param name="commandLine"><c>$MyInvocation.HistoryId</c>.</param>
    /// <returns>The text, or null where it has been shown.</returns>
    internal static string? Text(object reply, EngineIntrinsics? session, object? commandLine)
    {
        string? writer = PowerShellInternals.FindFormattingWriter();
        string text = Property(reply, nameof(ChatReply.Text)) as string ?? "";
        if (writer == PowerShellInternals.OutFile)
            return text;
        // A function call without text would show as an empty line.
        if (text.Length == 0 && Property(reply, nameof(ChatReply.FunctionCall)) is { } call)
            text = $"→ {call}";
        Screen screen = Screen.Of(session?.Host, session?.SessionState.PSVariable.GetValue("PSStyle"));
        if (writer == PowerShellInternals.OutString)
            return Wrap(string.Join('\n', WithLinesBelow([text], reply, screen.Width)), screen.Width - 1);
        bool isFirst = !Equals(_commandLine, commandLine);
        _commandLine = commandLine;
        if (ReferenceEquals(reply.Unwrap(), _shownReply))
        {
            _wasFormatted = true;
            // The first line end is that of the streamed text.
            return LinesBelow(reply, screen.Width) is { Count: > 0 } lines ? "\n" + string.Join('\n', lines) : null;
        }
        string? folder = session?.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        IReadOnlyList<string> shown = screen.IsRedirected ? text.Split('\n') : Lines(reply, text, screen, folder);
        return writer == PowerShellInternals.OutDefault && session is not null && shown.Any(line => IsWide(line, screen))
            ? WriteWide(shown, isFirst, IsWide(shown[^1], screen))
            : string.Join('\n', shown);
    }

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

    private static bool IsWide(string line, Screen screen) => AnsiPalette.Measure(line) >= screen.Width;

    // PowerShell breaks whatever is wider than the screen, and what is copied from there does not run: such text goes past it, but for its
    // last line, so that the empty lines around it are those of other texts. The one above comes when the first text has been made:
    // its line end is that of what is written here.
    private static string? WriteWide(IReadOnlyList<string> lines, bool isFirst, bool isLastWide)
    {
        string written = string.Join('\n', isLastWide ? lines : lines.SkipLast(1));
        HostOutput.Write.Invoke(isFirst ? '\n' + written : isLastWide ? written : written + '\n');
        return isLastWide ? null : lines[^1];
    }

    private static IReadOnlyList<string> Lines(object reply, string text, Screen screen, string? folder)
    {
        // Many answers end with a line end.
        IReadOnlyList<string> lines = MarkdownText.ToLines(ShownText.From(text.TrimEnd()), screen.Width, screen.Palette);
        string? prompt = (reply.Unwrap() as ChatReply)?.FindPrompt();
        lines = WithLinesBelow(lines, reply, screen.Width);
        return Header(Property(reply, nameof(ChatReply.Source)), prompt, folder, screen) is { } header ? [header, .. lines] : lines;
    }

    // A reply without text would begin with an empty line.
    private static IReadOnlyList<string> WithLinesBelow(IReadOnlyList<string> lines, object reply, int width)
        => LinesBelow(reply, width) is not { Count: > 0 } below ? lines : lines is [""] ? below : [.. lines, .. below];

    // The sources, then the files that the model made: a text does not name them.
    private static IReadOnlyList<string> LinesBelow(object reply, int width)
    {
        IReadOnlyList<string> sources = SourceLines(reply);
        if (Property(reply, nameof(ChatReply.GeneratedFiles)).Unwrap() is not IEnumerable files)
            return sources;
        string[] ids = [.. files.Cast<object?>().Select(static file => VisibleText.OneLine(file?.ToString()))];
        return ids.Length == 0 ? sources
            : [.. sources, .. Wrap(Localized.Format(CmdletMessages.ReplyFilesAre, string.Join(", ", ids)), width - 1).Split('\n')];
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

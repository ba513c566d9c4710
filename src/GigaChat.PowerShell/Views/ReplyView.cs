using System.Management.Automation;
using System.Text;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>What the format view of a reply shows.</summary>
public static class ReplyView
{
    [ThreadStatic]
    private static ChatReply? _shownReply;

    [ThreadStatic]
    private static bool _wasFormatted;

    /// <summary>
    /// The text: as it is for a file; elsewhere broken between words, because PowerShell itself breaks Russian text in
    /// the middle of them; and nothing on a screen that the cmdlet has just streamed it to.
    /// </summary>
    /// <param name="reply">The reply, also one that came out of a job or from another machine.</param>
    /// <param name="width">The width of the screen, in characters; 0 or less where there is none.</param>
    /// <returns>The text, or null.</returns>
    public static string? Text(object reply, int width)
    {
        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(reply).Properties;
        string text = properties[nameof(ChatReply.Text)]?.Value as string ?? "";
        string? writer = PowerShellInternals.FindFormattingWriter();
        if (writer == PowerShellInternals.OutFile)
            return text;
        // A function call without text would show as an empty line.
        if (text.Length == 0 && properties[nameof(ChatReply.FunctionCall)]?.Value is { } call)
            return Wrap($"→ {call}", width - 1);
        if (writer is not null || !ReferenceEquals(reply.Unwrap(), _shownReply))
            return Wrap(text, width - 1);
        _wasFormatted = true;
        return null;
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
}

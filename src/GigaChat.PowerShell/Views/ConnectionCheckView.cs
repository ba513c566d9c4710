using System.Management.Automation;
using System.Text;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;

namespace GigaChat.Commands;

/// <summary>
/// What the format view of a step of Test-GigaChatConnection shows: a line, and below it what does not fit and the advice.
/// </summary>
public static class ConnectionCheckView
{
    // Status, step and time in columns; behind them the target, which may be long, and the rest below at this place.
    private const int Indent = 8;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>The lines.</summary>
    /// <param name="check">The step, also one that came out of a job or from another machine.</param>
    /// <param name="width">The width of the screen, in characters; 0 or less where there is none.</param>
    /// <param name="style"><c>$PSStyle</c>; null for no colours.</param>
    /// <returns>The text, with colours where they are for a screen.</returns>
    public static string Text(object check, int width, object? style = null)
    {
        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(check).Properties;
        string status = Value(nameof(ConnectionCheck.Status));
        string detail = Value(nameof(ConnectionCheck.Detail));
        string target = VisibleText.OneLine(Value(nameof(ConnectionCheck.Target)));
        string line = $"{Value(nameof(ConnectionCheck.Step)),-10}  {Time(check),7}  {target}";
        bool fits = detail.Length > 0 && Indent + line.Length + 2 + detail.Length < width;
        StringBuilder text = new StringBuilder(View.Color(status.PadRight(Indent), Color(status), style)).Append(line);
        if (fits)
            text.Append("  ").Append(detail);
        else
            AppendBelow(text, detail, "", width);
        AppendBelow(text, Value(nameof(ConnectionCheck.Advice)), "→ ", width);
        return text.ToString();

        string Value(string property) => VisibleText.Lines(properties[property]?.Value?.ToString());
    }

    /// <summary>The time a step took, in the unit that fits; nothing for one that was not tried.</summary>
    /// <param name="check">The step.</param>
    /// <returns>For example <c>12 ms</c>.</returns>
    public static string Time(object check)
        => PSObject.AsPSObject(check).Properties[nameof(ConnectionCheck.Duration)]?.Value.Unwrap() is TimeSpan span && span != TimeSpan.Zero
            ? View.Duration(span < Shortest ? Shortest : span)
            : "";

    private static void AppendBelow(StringBuilder text, string? paragraph, string mark, int width)
    {
        if (string.IsNullOrEmpty(paragraph))
            return;
        string[] lines = ReplyView.Wrap(paragraph, width - 1 - Indent - mark.Length).Split('\n');
        for (int i = 0; i < lines.Length; i++)
            text.Append('\n').Append(' ', Indent).Append(i == 0 ? mark : new string(' ', mark.Length)).Append(lines[i]);
    }

    private static string Color(string status) => status switch
    {
        nameof(ConnectionCheckStatus.Passed) => "Green",
        nameof(ConnectionCheckStatus.Warning) => "Warning",
        nameof(ConnectionCheckStatus.Failed) => "Error",
        _ => "BrightBlack",
    };
}

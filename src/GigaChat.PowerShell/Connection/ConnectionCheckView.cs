using System.Globalization;
using System.Text;

namespace GigaChat.Commands;

/// <summary>What the format view of a step of Test-GigaChatConnection shows: a line, and below it what does not fit and the advice.</summary>
public static class ConnectionCheckView
{
    // Status, step and time in columns; behind them the target, which may be long, and the rest below at this place.
    private const int Indent = 8;

    /// <summary>The lines.</summary>
    /// <param name="check">The step.</param>
    /// <param name="width">The width of the screen, in characters; 0 or less where there is none.</param>
    /// <returns>The text, with colours that PowerShell takes out where they are not wanted.</returns>
    public static string Text(ConnectionCheck check, int width)
    {
        ArgumentNullException.ThrowIfNull(check);
        string line = $"{check.Step,-10}  {Time(check),7}  {check.Target}";
        bool fits = check.Detail is { } detail && Indent + line.Length + 2 + detail.Length < width;
        var text = new StringBuilder().Append(Color(check.Status)).Append(check.Status.ToString().PadRight(Indent)).Append("\u001b[0m").Append(line);
        if (fits)
            text.Append("  ").Append(check.Detail);
        else
            Below(text, check.Detail, "", width);
        Below(text, check.Advice, "→ ", width);
        return text.ToString();
    }

    /// <summary>The time a step took, in the unit that fits; nothing for one that was not tried.</summary>
    /// <param name="check">The step.</param>
    /// <returns>For example <c>12 ms</c>.</returns>
    public static string Time(ConnectionCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (check.Duration == TimeSpan.Zero)
            return "";
        return check.Duration < TimeSpan.FromSeconds(1)
            ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, check.Duration.TotalMilliseconds):F0} ms")
            : string.Create(CultureInfo.CurrentCulture, $"{check.Duration.TotalSeconds:F1} s");
    }

    private static void Below(StringBuilder text, string? paragraph, string mark, int width)
    {
        if (string.IsNullOrEmpty(paragraph))
            return;
        string[] lines = ReplyView.Wrap(paragraph, width - 1 - Indent - mark.Length).Split('\n');
        for (int i = 0; i < lines.Length; i++)
            text.Append('\n').Append(' ', Indent).Append(i == 0 ? mark : new string(' ', mark.Length)).Append(lines[i]);
    }

    private static string Color(ConnectionCheckStatus status) => status switch
    {
        ConnectionCheckStatus.Passed => "\u001b[32m",
        ConnectionCheckStatus.Warning => "\u001b[33;1m",
        ConnectionCheckStatus.Failed => "\u001b[31;1m",
        _ => "\u001b[90m",
    };
}

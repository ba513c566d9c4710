using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Markdown;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>
/// What the format views show. Everything is taken as an object, because an object that came out of a job or from another
/// machine has the same properties, but some of them as text.
/// </summary>
public static class View
{
    private const int ShownComponents = 3;
    private const int RoleWidth = 11;
    private const int MaxLineLength = 500;
    private const int LabelWidth = 22;
    private const int StatusWidth = 15;
    private const int NarrowestColumn = 8;

    /// <summary>An object as text without control characters: the property Summary of objects among others of other types.</summary>
    /// <param name="item">The object.</param>
    /// <returns>The text.</returns>
    public static string GetSummary(PSObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return VisibleText.Lines(item.BaseObject switch
        {
            GigaChatFile { FileName: { Length: > 0 } name } file => $"{name} ({file.Id})",
            GigaChatBalance balance => balance.Model,
            ChatPart part => part.Text ?? part.Error,
            ConnectionCheck check => $"{check.Target} {check.Advice ?? check.Detail}",
            GigaChatFunction function => $"{function.Name}: {function.Description}",
            BatchInput input => $"{input.Id}: {input.Text}",
            IndexHit hit => $"{hit.Source}:{hit.Line}: {hit.Text}",
            IndexStatus status => status.Path,
            object other => other.ToString(),
        });
    }

    /// <summary>A moment in local time, to the minute: <c>2026-04-12 17:05</c>.</summary>
    /// <param name="moment">A date.</param>
    /// <returns>The text; empty where there is no date.</returns>
    public static string Time(object? moment) => Local(moment, "yyyy-MM-dd HH:mm");

    /// <summary>The day of a moment in local time: <c>2026-04-12</c>.</summary>
    /// <param name="moment">A date.</param>
    /// <returns>The text; empty where there is no date.</returns>
    public static string Day(object? moment) => Local(moment, "yyyy-MM-dd");

    /// <summary>A size with its unit, in the user's language: <c>1.4 MB</c>.</summary>
    /// <param name="bytes">The size in bytes.</param>
    /// <returns>The text.</returns>
    public static string Size(long bytes) => ByteSize.ToText(bytes);

    /// <summary>A time span in the unit that fits: <c>350 ms</c>, <c>2.4 s</c>.</summary>
    /// <param name="span">The time span.</param>
    /// <returns>The text.</returns>
    public static string Duration(TimeSpan span) => span < TimeSpan.FromSeconds(1)
        ? Localized.Format(CmdletMessages.Milliseconds, span.TotalMilliseconds)
        : Localized.Format(CmdletMessages.Seconds, span.TotalSeconds);

    /// <summary>The tokens of a request: the charged ones, and what they were for.</summary>
    /// <param name="usage">A <see cref="ChatUsage"/>.</param>
    /// <returns>The text; empty where the service did not count.</returns>
    public static string Usage(object? usage)
    {
        if (usage is null)
            return "";
        PSMemberInfoCollection<PSPropertyInfo> numbers = PSObject.AsPSObject(usage).Properties;
        if (numbers[nameof(ChatUsage.TotalTokens)] is null)
            return VisibleText.OneLine(usage.ToString());
        return Localized.Format(
            CmdletMessages.Usage,
            Number(nameof(ChatUsage.TotalTokens)),
            Number(nameof(ChatUsage.PromptTokens)),
            Number(nameof(ChatUsage.CompletionTokens)),
            Number(nameof(ChatUsage.CachedTokens)));

        object Number(string name) => numbers[name]?.Value.Unwrap() ?? 0;
    }

    /// <summary>A text on one line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The beginning of the text, each stretch of blanks and ends of lines as one blank.</returns>
    public static string Line(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var line = new StringBuilder(Math.Min(text.Length, MaxLineLength));
        bool gap = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                gap = line.Length > 0;
                continue;
            }
            if (gap)
                line.Append(' ');
            gap = false;
            line.Append(c);
            // No screen is so wide, and some texts are whole files.
            if (line.Length >= MaxLineLength)
                break;
        }
        return VisibleText.OneLine(line.ToString(), MaxLineLength);
    }

    /// <summary>A text for a list, broken between words beside the names of the properties.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The width of the screen, in characters; 0 or less where there is none.</param>
    /// <returns>The text.</returns>
    public static string Wrap(string? text, int width) => ReplyView.Wrap(VisibleText.Lines(text), width - LabelWidth);

    /// <summary>A text for a column of a table, broken between words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The width of the column, in characters; 0 or less where there is no screen.</param>
    /// <returns>The text.</returns>
    public static string Column(string? text, int width)
    {
        string shown = VisibleText.Lines(text);
        // Out-GridView shows one line for each object.
        if (width < NarrowestColumn || PowerShellInternals.FindFormattingWriter() == PowerShellInternals.OutGridView)
            return shown;
        return string.Join('\n', shown.Split('\n')
            .SelectMany(line => TextWrap.Break(new StyledText().Append(line), width)).Select(static line => line.Text));
    }

    /// <summary>
    /// A text in a colour, where it is for a screen: PowerShell itself leaves colours in the output of a process that goes into
    /// a file or a pipe.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="color">
    /// <c>Error</c> or <c>Warning</c> for those of <c>$PSStyle.Formatting</c>, which people set to what can be read on their background;
    /// else a name in <c>$PSStyle.Foreground</c>. Null for none.
    /// </param>
    /// <param name="style"><c>$PSStyle</c>.</param>
    /// <returns>The text.</returns>
    public static string Color(object? text, string? color, object? style)
    {
        bool isWanted = color is not null && Of(style, "OutputRendering")?.ToString() switch
        {
            "Ansi" => true,
            "PlainText" => false,
            _ => !Console.IsOutputRedirected,
        };
        if (!isWanted || PowerShellInternals.FindFormattingWriter() == PowerShellInternals.OutGridView)
            return text?.ToString() ?? "";
        object? sequence = Of(Of(style, color is "Error" or "Warning" ? "Formatting" : "Foreground"), color!);
        return $"{sequence}{text}{Of(style, "Reset")}";
    }

    /// <summary>The beginning of a vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <returns>For example <c>0.012 -0.341 0.107 …</c>.</returns>
    public static string Vector(object? vector)
    {
        if (vector.Unwrap() is not IEnumerable components)
            return "";
        object?[] first = [.. components.Cast<object?>().Take(ShownComponents + 1)];
        IEnumerable<string> shown = first.Take(ShownComponents)
            .Select(static c => Convert.ToDouble(c.Unwrap(), CultureInfo.CurrentCulture).ToString("F3", CultureInfo.CurrentCulture));
        return string.Join(' ', first.Length > ShownComponents ? shown.Append("…") : shown);
    }

    /// <summary>A message: the role in a column, and beside it the text, broken between words.</summary>
    /// <param name="message">A <see cref="ChatMessage"/>.</param>
    /// <param name="width">The width of the screen, in characters; 0 or less where there is none.</param>
    /// <param name="style"><c>$PSStyle</c>.</param>
    /// <returns>The text.</returns>
    public static string Message(object message, int width, object? style)
    {
        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(message).Properties;
        string role = VisibleText.OneLine(properties[nameof(ChatMessage.Role)]?.Value?.ToString());
        string text = VisibleText.Lines(properties[nameof(ChatMessage.Content)]?.Value?.ToString());
        if (properties[nameof(ChatMessage.FunctionCall)]?.Value?.ToString() is { } call)
            text = $"{text}{(text.Length == 0 ? "" : "\n")}→ {VisibleText.OneLine(call)}";
        string[] lines = ReplyView.Wrap(text, width - 1 - RoleWidth).Split('\n');
        return Color(role.PadRight(RoleWidth), "Cyan", style) + string.Join('\n' + new string(' ', RoleWidth), lines);
    }

    /// <summary>A certificate in a store: a line, and below it the place and what there is to say.</summary>
    /// <param name="result">A <see cref="TrustStoreResult"/>.</param>
    /// <param name="width">The width of the screen, in characters; 0 or less where there is none.</param>
    /// <param name="style"><c>$PSStyle</c>.</param>
    /// <returns>The text.</returns>
    public static string Certificate(object result, int width, object? style)
    {
        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(result).Properties;
        string status = Value(nameof(TrustStoreResult.Status));
        string? color = status switch
        {
            nameof(TrustStoreStatus.Failed) => "Error",
            nameof(TrustStoreStatus.Skipped) => "Warning",
            _ => null,
        };
        var text = new StringBuilder(Color(status.PadRight(StatusWidth), color, style));
        string name = CommonName(Value(nameof(TrustStoreResult.Subject)));
        string day = Day(properties[nameof(TrustStoreResult.NotAfter)]?.Value);
        text.Append(
            CultureInfo.CurrentCulture,
            $"{Value(nameof(TrustStoreResult.Store)),-9}{Value(nameof(TrustStoreResult.Scope)),-13}{day,-11}{name}");
        int rest = width - 1 - StatusWidth;
        foreach (string part in new[] { WrapPath(Value(nameof(TrustStoreResult.Path)), rest), Value(nameof(TrustStoreResult.Detail)) })
        {
            foreach (string line in part.Length == 0 ? [] : ReplyView.Wrap(part, rest).Split('\n'))
                text.Append('\n').Append(' ', StatusWidth).Append(line);
        }
        return text.ToString();

        string Value(string property) => VisibleText.Lines(properties[property]?.Value?.ToString());
    }

    /// <summary>What CN has in a distinguished name; the whole where there is no CN.</summary>
    internal static string CommonName(string subject)
    {
        int start = subject.IndexOf("CN=", StringComparison.Ordinal);
        return start < 0 ? subject : subject[(start + 3)..].Split(',')[0];
    }

    // PowerShell would break it anywhere, and go on in the first column.
    private static string WrapPath(string path, int width)
    {
        var lines = new StringBuilder(path.Length + 8);
        while (width > 0 && path.Length > width && path.AsSpan(0, width).LastIndexOfAny('/', '\\') is > 0 and int separator)
        {
            lines.Append(path.AsSpan(0, separator + 1)).Append('\n');
            path = path[(separator + 1)..];
        }
        return lines.Append(path).ToString();
    }

    // The type of $PSStyle is not among those that modules are compiled against.
    private static object? Of(object? item, string property) => item is null ? null : PSObject.AsPSObject(item).Properties[property]?.Value;

    private static string Local(object? moment, string format)
    {
        DateTime? date = moment.Unwrap() switch
        {
            DateTimeOffset there => there.LocalDateTime,
            DateTime there => there.ToLocalTime(),
            // From a job: text in the invariant culture.
            string text when Parse(text) is { } there => there.LocalDateTime,
            _ when moment is PSObject { Properties: { } parts }
                && parts["UtcDateTime"]?.Value.Unwrap() is DateTime there => there.ToLocalTime(),
            _ => null,
        };
        return date?.ToString(format, CultureInfo.InvariantCulture) ?? VisibleText.OneLine(moment?.ToString());

        static DateTimeOffset? Parse(string text)
            => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed)
                ? parsed : null;
    }
}

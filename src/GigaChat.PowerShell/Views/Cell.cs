using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;

namespace GigaChat.Commands;

/// <summary>
/// How the format views show the properties of objects. Texts come from the service, from files and from certificates; every text in a
/// view is shown by one of these, and a test that reads the views finds those that are not.
/// </summary>
public static class Cell
{
    private const int MaxTextLength = 4000;

    /// <summary>A text on one line; of a list all items, in braces as PowerShell has them.</summary>
    public static CellFunction Text { get; } = new(ToText);

    /// <summary>A text that may have several lines; of a list each item on a line of its own.</summary>
    public static CellFunction Lines { get; } = new(ToLines);

    /// <summary>The beginning of a text, on one line, each stretch of white space as one blank.</summary>
    public static CellFunction Line { get; } = new(static value => View.Line(AsString(value)));

    /// <summary>
    /// A text broken between words, beside the names of the properties; of a list each item on a line of its own. The argument is the
    /// width of the screen.
    /// </summary>
    public static CellFunction Wrap { get; } = new(static (_, value, arguments) => View.Wrap(ToLines(value), arguments[0] as int? ?? 0));

    /// <summary>
    /// A text broken between words for a column, which PowerShell breaks in the middle of Russian words. The argument is the width of the
    /// column; 0 or less where there is no screen.
    /// </summary>
    public static CellFunction Column { get; } = new(static (_, value, arguments)
        => View.Column(ToLines(value), arguments[0] as int? ?? 0));

    /// <summary>A reply. Arguments: <c>$ExecutionContext</c> and <c>$MyInvocation.HistoryId</c>.</summary>
    public static CellFunction Reply { get; } = new(static (reply, _, arguments)
        => ReplyView.Text(reply, arguments[0].Unwrap() as EngineIntrinsics, arguments[1].Unwrap()));

    /// <summary>The text of a reply, rendered beside the names of the properties. The argument is <c>$Host</c>.</summary>
    public static CellFunction Block { get; } = new(static (_, value, arguments) => ReplyView.Block(value, arguments[0]));

    /// <summary>The end of the path or another source of a reply. The argument is the width of the column.</summary>
    public static CellFunction Source { get; } = new(static (_, value, arguments)
        => ReplyView.Source(value, arguments[0] as int? ?? 0));

    /// <summary>The end of the source of a text; nothing where the text is its own. The argument is the width of the column.</summary>
    public static CellFunction Tail { get; } = new(static (item, value, arguments) => SourceView.Tail(
        value, PSObject.AsPSObject(item).Properties["Text"]?.Value as string, arguments[0] as int? ?? 0));

    /// <summary>The arguments of a call: what its text has behind its name, which is the property.</summary>
    public static CellFunction Arguments { get; } = new(static (call, name, _) => VisibleText.OneLine(
        call.ToString()?[Math.Min(call.ToString()!.Length, name?.ToString()?.Length ?? 0)..].Trim(), MaxTextLength));

    /// <summary>A moment in local time, to the minute.</summary>
    public static CellFunction Time { get; } = new(View.Time);

    /// <summary>The day of a moment in local time.</summary>
    public static CellFunction Day { get; } = new(View.Day);

    /// <summary>A size with its unit.</summary>
    public static CellFunction Size { get; } = new(static value
        => value is null ? "" : View.Size((long)LanguagePrimitives.ConvertTo(value, typeof(long), CultureInfo.InvariantCulture)));

    /// <summary>A time span in the unit that fits.</summary>
    public static CellFunction Duration { get; } = new(static value => value.Unwrap() is TimeSpan span ? View.Duration(span) : "");

    /// <summary>The tokens of a request.</summary>
    public static CellFunction Usage { get; } = new(View.Usage);

    /// <summary>The beginning of a vector.</summary>
    public static CellFunction Vector { get; } = new(View.Vector);

    /// <summary>A number with three decimals.</summary>
    public static CellFunction Score { get; } = new(static value => value.Unwrap() is IFormattable number
        ? number.ToString("F3", CultureInfo.CurrentCulture)
        : "");

    /// <summary>A number of things, with separators of thousands; of a list the number of its items.</summary>
    public static CellFunction Count { get; } = new(static value => value.Unwrap() switch
    {
        ICollection items => items.Count.ToString("N0", CultureInfo.CurrentCulture),
        IFormattable number => number.ToString("N0", CultureInfo.CurrentCulture),
        _ => "",
    });

    /// <summary>A value in the colour for trouble. Arguments: the values that mean it with their colours, and <c>$PSStyle</c>.</summary>
    public static CellFunction Color { get; } = new(static (_, value, arguments) => View.Color(
        ToText(value), (arguments[0].Unwrap() as IDictionary)?[ToText(value)]?.ToString(), arguments[1]));

    /// <summary>How many failed, in red where there are any. The argument is <c>$PSStyle</c>.</summary>
    public static CellFunction Failures { get; } = new(static (_, value, arguments)
        => View.Color(ToText(value), LanguagePrimitives.IsTrue(value) ? "Error" : null, arguments[0]));

    /// <summary>The name in a distinguished name: what CN has, else the whole.</summary>
    public static CellFunction CommonName { get; } = new(static value => View.CommonName(VisibleText.OneLine(value?.ToString())));

    /// <summary>A message of a conversation.</summary>
    public static CellView Message { get; } = new(View.Message);

    /// <summary>A certificate in a store.</summary>
    public static CellView Certificate { get; } = new(View.Certificate);

    /// <summary>A step of a diagnosis.</summary>
    public static CellView Check { get; } = new(ConnectionCheckView.Text);

    /// <summary>The time that a step of a diagnosis took.</summary>
    public static CellFunction CheckTime { get; } = new(static (check, _, _) => ConnectionCheckView.Time(check));

    // As PowerShell converts it: the items of an array, the members of an object.
    private static string AsString(object? value) => value is null ? "" : PSObject.AsPSObject(value).ToString();

    private static string ToLines(object? value) => value.Unwrap() is IEnumerable items and not string
        ? string.Join('\n', items.Cast<object?>().Select(static item => VisibleText.OneLine(item?.ToString())))
        : VisibleText.Lines(AsString(value));

    private static string ToText(object? value) => value.Unwrap() switch
    {
        string text => VisibleText.OneLine(text, MaxTextLength),
        IEnumerable items => VisibleText.OneLine($"{{{string.Join(", ", items.Cast<object?>())}}}", MaxTextLength),
        _ => VisibleText.OneLine(AsString(value), MaxTextLength),
    };
}

using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace GigaChat.Commands.Infrastructure;

/// <summary>PowerShell code that is made of data: completions, calls that are shown, commands that are recommended.</summary>
internal static partial class CodeText
{
    /// <summary>A text as a literal. Five quotation marks end one in PowerShell, so its own method doubles them.</summary>
    public static string Quote(string text) => "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";

    /// <summary>A text as an argument: without quotes where PowerShell reads it as one word.</summary>
    public static string ToArgument(string text) => Word().IsMatch(text) ? text : Quote(text);

    /// <summary>A command as it is called: behind <c>&amp;</c> where its name is no word.</summary>
    public static string ToCommand(string name) => Name().IsMatch(name) ? name : "& " + Quote(name);

    /// <summary>The key of a hashtable.</summary>
    public static string ToKey(string name) => Key().IsMatch(name) ? name : Quote(name);

    [GeneratedRegex(@"^[\p{L}_.:/][\p{L}\p{N}_.:/+=-]*\z|^[0-9a-f]{8}-[0-9a-f-]+\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_.\\-]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}

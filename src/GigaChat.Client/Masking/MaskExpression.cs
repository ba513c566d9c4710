using System.Text.RegularExpressions;

namespace GigaChat.Masking;

/// <summary>
/// Makes the regular expressions of rules, the library's and the user's. The only place that makes any at run time: they never go back
/// over what they have read.
/// </summary>
internal static partial class MaskExpression
{
    /// <summary>The name of the group that is masked, where it is not the whole match.</summary>
    public const string ValueGroup = "value";

    // The user's own run over whole texts; 100 MB take about a second.
    private static readonly TimeSpan OwnLimit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The expression of a rule of this library. It has no time limit: it gets a window of a text, and reads that in one pass. To ask for
    /// the time takes half as long as a match.
    /// </summary>
    public static Regex Create(string pattern, bool ignoresCase)
        => new(
            pattern,
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None),
            Regex.InfiniteMatchTimeout);

    /// <summary>The expression of a user.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">
    /// It needs to go back: a back reference, a look around, an atomic group. Or it has so many repetitions that it becomes too large.
    /// </exception>
    public static Regex CreateOwn(string pattern)
        => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, OwnLimit);

    /// <summary>
    /// Whether an expression that is not supported becomes one without the numbers of its repetitions. .NET has the same exception for
    /// both reasons.
    /// </summary>
    public static bool IsTooLarge(string pattern)
    {
        try
        {
            _ = CreateOwn(Repetitions().Replace(pattern, "*"));
            return true;
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\{[0-9]+(?:,[0-9]*)?\}", RegexOptions.NonBacktracking)]
    private static partial Regex Repetitions();
}

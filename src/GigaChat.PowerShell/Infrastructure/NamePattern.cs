using System.Management.Automation;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Wildcards in names, without regard to case.</summary>
internal static class NamePattern
{
    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>: it is none, such as <c>a[</c>.</exception>
    public static WildcardPattern Parse(string pattern)
    {
        var parsed = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        try
        {
            // A pattern is read when it is used for the first time.
            _ = parsed.IsMatch("");
            return parsed;
        }
        catch (WildcardPatternException e)
        {
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.PatternInvalid, VisibleText.OneLine(pattern, 200)), e);
        }
    }
}

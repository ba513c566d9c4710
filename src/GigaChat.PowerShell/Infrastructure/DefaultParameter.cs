using System.Collections;
using System.Management.Automation;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Tells values of <c>$PSDefaultParameterValues</c> from those on the command line: the first give way where they contradict.
/// </summary>
internal static class DefaultParameter
{
    /// <summary>Whether a parameter has the value that the defaults give it.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="parameter">The parameter.</param>
    public static bool IsDefault(PSCmdlet cmdlet, string parameter)
    {
        if (!cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out object? value)
            || cmdlet.SessionState.PSVariable.GetValue("PSDefaultParameterValues").Unwrap() is not IDictionary defaults
            || LanguagePrimitives.IsTrue(defaults["Disabled"]))
            return false;
        foreach (DictionaryEntry entry in defaults)
        {
            if (entry.Key is string key && IsFor(key, cmdlet.MyInvocation.MyCommand.Name, parameter) && IsSame(value, entry.Value.Unwrap()))
                return true;
        }
        return false;
    }

    // "Invoke-GigaChat:SystemPrompt", with wildcards in both parts.
    private static bool IsFor(string key, string command, string parameter)
    {
        string[] parts = key.Split(':', 2);
        return parts.Length == 2 && Matches(parts[0], command) && Matches(parts[1], parameter);
    }

    private static bool Matches(string pattern, string name)
        => WildcardPattern.Get(pattern.Trim().Trim('\'', '"'), WildcardOptions.IgnoreCase).IsMatch(name);

    // The value of a script block is made anew for each call.
    private static bool IsSame(object? value, object? given) => given is ScriptBlock || LanguagePrimitives.Equals(value.Unwrap(), given);
}

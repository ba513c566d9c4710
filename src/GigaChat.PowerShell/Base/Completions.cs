using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace GigaChat.Commands;

/// <summary>What all completers need: the word without its quotes, values with theirs, and the connection that is meant.</summary>
internal static partial class Completions
{
    /// <summary>The word as it would be without quotes.</summary>
    public static string Word(string? wordToComplete) => (wordToComplete ?? "").Trim('\'', '"', '‘', '’', '“', '”');

    /// <summary>A value, in quotes where PowerShell would not read it as one word.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tip">What is told of it, or null.</param>
    public static CompletionResult Result(string value, string? tip = null)
        => new(Plain().IsMatch(value) ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'", value, CompletionResultType.ParameterValue, string.IsNullOrWhiteSpace(tip) ? value : tip);

    /// <summary>The connection on the line, else the default one. None is made for a completion, least of all one that signs in.</summary>
    /// <param name="parameters">The parameters on the line.</param>
    public static GigaChatConnection? Connection(IDictionary? parameters)
    {
        object? given = parameters?[nameof(GigaChatCommand.Connection)].Unwrap();
        if (given is GigaChatConnection connection)
            return connection;
        return ConnectionStore.TryGet(given as string ?? GigaChatOptions.DefaultName, out GigaChatConnection? found) ? found : null;
    }

    [GeneratedRegex(@"^[\p{L}_.:/][\p{L}\p{N}_.:/+=-]*$|^[0-9a-f]{8}-[0-9a-f-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}

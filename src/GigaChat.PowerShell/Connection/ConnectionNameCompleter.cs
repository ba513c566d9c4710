using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GigaChat.Commands;

/// <summary>Offers the names of the connections.</summary>
internal sealed class ConnectionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = Completions.Word(wordToComplete);
        return ConnectionStore.All
            .Where(connection => connection.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(static connection => Completions.Result(connection.Name, connection.ToString()));
    }
}

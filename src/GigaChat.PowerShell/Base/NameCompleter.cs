using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GigaChat.Commands;

/// <summary>Offers the names of a list that begin with what was typed.</summary>
/// <param name="names">The list.</param>
internal abstract class NameCompleter(IReadOnlyList<string> names) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = Completions.Word(wordToComplete);
        return names.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(static name => Completions.Result(name));
    }
}

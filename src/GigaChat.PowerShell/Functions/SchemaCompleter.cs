using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GigaChat.Commands;

/// <summary>Offers JSON files, and the folders on the way to them.</summary>
internal sealed class SchemaCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionCompleters.CompleteFilename(Completions.Word(wordToComplete))
            .Where(static found => found.ResultType == CompletionResultType.ProviderContainer || found.ListItemText.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
}

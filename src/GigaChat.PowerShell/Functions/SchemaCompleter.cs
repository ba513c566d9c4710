using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Functions;

/// <summary>Offers JSON files, and the folders on the way to them.</summary>
internal sealed class SchemaCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string word, IDictionary? line)
        => CompletionCompleters.CompleteFilename(word)
            .Where(static found => found.ResultType == CompletionResultType.ProviderContainer
                || found.ListItemText.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
}

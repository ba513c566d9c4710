using System.Collections;
using System.Management.Automation;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Offers the names of a list that begin with what was typed.</summary>
/// <param name="names">The list.</param>
internal abstract class NameCompleter(IReadOnlyList<string> names) : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string word, IDictionary? line)
        => names.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(static name => Result(name));
}

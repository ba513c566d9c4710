using System.Collections;
using System.Management.Automation;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Offers the names of the connections.</summary>
internal sealed class ConnectionNameCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string word, IDictionary? line)
        => ConnectionRegistry.All
            .Where(connection => connection.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(static connection => Result(connection.Name, connection.ToString()));
}

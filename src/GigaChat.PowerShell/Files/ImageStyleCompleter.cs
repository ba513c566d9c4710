using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Resources;

namespace GigaChat.Commands.Files;

/// <summary>Offers styles for images, in the language of the session; any other text is taken as well.</summary>
internal sealed class ImageStyleCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string word, IDictionary? line)
        => CmdletMessages.ImageStyles.Split('|')
            .Where(style => style.Contains(word, StringComparison.OrdinalIgnoreCase))
            .Select(static style => Result(style));
}

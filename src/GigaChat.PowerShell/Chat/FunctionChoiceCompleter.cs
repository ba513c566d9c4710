using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Chat;

/// <summary>Offers Auto, None, Any, and the names of the functions and built-in tools on the same line.</summary>
internal sealed class FunctionChoiceCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string word, IDictionary? line)
    {
        return ItemsOf(line?[nameof(InvokeGigaChatCommand.Function)])
            .Concat(ItemsOf(line?[nameof(InvokeGigaChatCommand.Tool)]))
            .Select(static item => item.Unwrap())
            .Select(static item => item switch
            {
                GigaChatFunction function => function.Name,
                CommandInfo command => command.Name,
                _ => item as string,
            })
            .Prepend("Any").Prepend("None").Prepend("Auto")
            .Where(name => !string.IsNullOrEmpty(name) && name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(static name => Result(name!));
    }

    private static object?[] ItemsOf(object? values) => values.Unwrap() as object?[] ?? [values];
}

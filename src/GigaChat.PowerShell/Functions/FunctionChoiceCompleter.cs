using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GigaChat.Commands;

/// <summary>Offers Auto, None and the names of the functions on the same line.</summary>
internal sealed class FunctionChoiceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        object? functions = fakeBoundParameters?[nameof(InvokeGigaChatCommand.Function)];
        object?[] items = functions as object?[] ?? [functions];
        string word = Completions.Word(wordToComplete);
        return items
            .Select(static item => item.Unwrap())
            .Select(static item => item switch { GigaChatFunction function => function.Name, CommandInfo command => command.Name, _ => item as string })
            .Prepend("None").Prepend("Auto")
            .Where(name => !string.IsNullOrEmpty(name) && name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(static name => Completions.Result(name!));
    }
}

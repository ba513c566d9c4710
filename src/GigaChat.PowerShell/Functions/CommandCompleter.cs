using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Functions;

/// <summary>Offers the commands that can be described to the model: functions, cmdlets, scripts and aliases, but no programs.</summary>
internal sealed class CommandCompleter : Completer
{
    private const CommandTypes Describable = CommandTypes.Function | CommandTypes.Cmdlet | CommandTypes.Alias | CommandTypes.ExternalScript;

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Complete(string word, IDictionary? line)
        => CompletionCompleters.CompleteCommand(word, null, Describable);
}

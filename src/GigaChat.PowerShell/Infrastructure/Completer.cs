using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GigaChat.Core;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Base of all completers: the word without its quotes, values with theirs, and the connection that is meant.</summary>
internal abstract class Completer : IArgumentCompleter
{
    private const int MaxTextLength = 300;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        // A control character in a completion would act on the line or end it, and cannot be written as code on one line.
        => Complete((wordToComplete ?? "").Trim('\'', '"', '‘', '’', '“', '”', '‚', '‛', '„'), fakeBoundParameters)
            .Where(static found => VisibleText.IsPlain(found.CompletionText))
            .Select(static found => new CompletionResult(
                found.CompletionText, VisibleText.OneLine(found.ListItemText, MaxTextLength), found.ResultType,
                VisibleText.OneLine(found.ToolTip, MaxTextLength)));

    /// <summary>Finds the values.</summary>
    /// <param name="word">What was typed, without quotes.</param>
    /// <param name="line">The parameters on the line.</param>
    /// <returns>The values.</returns>
    protected abstract IEnumerable<CompletionResult> Complete(string word, IDictionary? line);

    /// <summary>A value, in quotes where PowerShell would not read it as one word.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tip">The tooltip, or null.</param>
    protected static CompletionResult Result(string value, string? tip = null)
        => new(CodeText.ToArgument(value), value.Length > 0 ? value : "''", CompletionResultType.ParameterValue,
            string.IsNullOrWhiteSpace(tip) ? CodeText.ToArgument(value) : tip);

    /// <summary>The connection on the line, else the default one. None is made for a completion, least of all one that signs in.</summary>
    /// <param name="line">The parameters on the line.</param>
    protected static GigaChatConnection? Connection(IDictionary? line)
    {
        object? given = line?[nameof(GigaChatCommand.Connection)].Unwrap();
        if (given is GigaChatConnection connection)
            return connection;
        return ConnectionRegistry.TryGet(given as string ?? GigaChatOptions.DefaultName, out GigaChatConnection? found) ? found : null;
    }
}

using System.Collections;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Management.Automation;
using GigaChat.Commands.Functions;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>
/// Carries out a call of the model on the pipeline thread, through PowerShell's own parameter binder and with the rights of
/// the user: only offered commands, only described parameters, and only what the user allows.
/// </summary>
/// <param name="cmdlet">Asks for confirmation.</param>
internal sealed class FunctionInvoker(ModuleCommand cmdlet)
{
    // Characters. A longer result exceeds what models accept, and would be charged again with every following request.
    private const int MaxResultLength = 100_000;

    // Non-terminating errors are part of the result.
    private static readonly ScriptBlock Call = ScriptBlock.Create(
        "param($gigaChatCommand, $gigaChatArguments) & $gigaChatCommand @gigaChatArguments 2>&1");

    /// <summary>Carries out a call.</summary>
    /// <param name="function">The function, with its command.</param>
    /// <param name="call">The call of the model.</param>
    /// <returns>The result or the error as JSON, in English: the model reads it.</returns>
    public string Invoke(GigaChatFunction function, FunctionCall call)
    {
        var arguments = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry argument in call.Arguments)
        {
            string given = (string)argument.Key;
            string? name = function.ParameterNames.FirstOrDefault(known => known.Equals(given, StringComparison.OrdinalIgnoreCase));
            if (name is null)
                return FunctionResult.FromError($"The function '{function.Name}' has no parameter '{given}'.");
            // Models send null for an omitted parameter; PowerShell would convert it to an empty string or zero.
            if (argument.Value is not null)
                arguments[name] = argument.Value;
        }
        return cmdlet.Ask(FunctionCallText.From(function, arguments), FunctionCmdletMessages.ActionCall)
            ? Run(function, arguments)
            : FunctionResult.FromError("The user did not allow this call.");
    }

    private static string Run(GigaChatFunction function, OrderedDictionary arguments)
    {
        try
        {
            Collection<PSObject> output = Call.Invoke(function.Implementation, arguments);
            ErrorRecord[] errors = [.. output.Select(static item => item?.BaseObject).OfType<ErrorRecord>()];
            PSObject[] items = [.. output.Where(static item => item?.BaseObject is not ErrorRecord)];
            if (errors.Length == 0)
                return LimitLength(FunctionResult.FromJson(FunctionResultFormatter.From(items)));
            string message = string.Join("\n", errors.Select(static error => error.ToString()));
            return LimitLength(FunctionResult.FromError(message, items.Length > 0 ? FunctionResultFormatter.From(items) : null));
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return FunctionResult.FromError(e.ErrorRecord.ToString());
        }
    }

    private static string LimitLength(string result) => result.Length <= MaxResultLength ? result
        : FunctionResult.FromError($"The result has {result.Length} characters, which is too much. Ask for less.");
}

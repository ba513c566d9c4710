using System.Collections;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Management.Automation;
using GigaChat.Commands.Serialization;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>
/// Carries out a call of the model on the pipeline thread, through PowerShell's own parameter binder and with the rights of
/// the user: only offered commands, only described parameters, and only what ShouldProcess allows.
/// </summary>
/// <param name="cmdlet">Asks for confirmation.</param>
internal sealed class FunctionInvoker(Cmdlet cmdlet)
{
    // Characters. A longer result exceeds what models accept, and would be charged again with every following request.
    private const int MaxResultLength = 100_000;

    // Non-terminating errors are part of the result.
    private static readonly ScriptBlock Call = ScriptBlock.Create(
        "param($gigaChatCommand, $gigaChatArguments) & $gigaChatCommand @gigaChatArguments 2>&1");

    private readonly ObjectSerializer _serializer = new(new SerializationOptions());

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
        return cmdlet.ShouldProcess(ToDisplayString(function, arguments), FunctionCmdletMessages.ActionCall)
            ? Run(function, arguments)
            : FunctionResult.FromError("The user did not allow this call.");
    }

    private string Run(GigaChatFunction function, OrderedDictionary arguments)
    {
        try
        {
            Collection<PSObject> output = Call.Invoke(function.Implementation, arguments);
            ErrorRecord[] errors = [.. output.Select(static item => item?.BaseObject).OfType<ErrorRecord>()];
            PSObject[] items = [.. output.Where(static item => item?.BaseObject is not ErrorRecord)];
            if (errors.Length == 0)
                return LimitLength(FunctionResult.FromJson(_serializer.ToJson(items)));
            string message = string.Join("\n", errors.Select(static error => error.ToString()));
            return LimitLength(FunctionResult.FromError(message, items.Length > 0 ? _serializer.ToJson(items) : null));
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return FunctionResult.FromError(e.ErrorRecord.ToString());
        }
    }

    private static string LimitLength(string result) => result.Length <= MaxResultLength ? result
        : FunctionResult.FromError($"The result has {result.Length} characters, which is too much. Ask for less.");

    private static string ToDisplayString(GigaChatFunction function, OrderedDictionary arguments)
    {
        string command = function.Implementation is ScriptBlock ? function.Name : function.Command!;
        return string.Join(' ', [command, .. arguments.Cast<DictionaryEntry>().Select(ToDisplayString)]);
    }

    private static string ToDisplayString(DictionaryEntry argument)
        => argument.Value is bool
            ? $"-{argument.Key}:{ToDisplayString(argument.Value)}"
            : $"-{argument.Key} {ToDisplayString(argument.Value)}";

    private static string ToDisplayString(object? value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool flag => flag ? "$true" : "$false",
        IDictionary members => "@{" + string.Join("; ", members.Cast<DictionaryEntry>().Select(ToMember)) + "}",
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(ToDisplayString)),
        _ => LanguagePrimitives.ConvertTo<string>(value),
    };

    private static string ToMember(DictionaryEntry member) => $"{member.Key} = {ToDisplayString(member.Value)}";
}

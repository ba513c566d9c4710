using System.Collections;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Management.Automation;
using GigaChat.Commands.Functions;
using GigaChat.Core;
using GigaChat.Functions;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>
/// Carries out what the model calls, on the pipeline thread and through PowerShell's own binder: with the user's
/// rights, so only commands that were offered, only parameters that were described, and only what ShouldProcess allows.
/// </summary>
internal sealed class FunctionRunner(InvokeGigaChatCommand cmdlet)
{
    // More than this is no answer but a flood, and would be paid for with each request that follows.
    private const int MaxResultLength = 100_000;
    private const int MaxTraceLength = 500;

    // Errors that do not end the command are part of what it says.
    private static readonly ScriptBlock Call = ScriptBlock.Create("param($gigaChatCommand, $gigaChatArguments) & $gigaChatCommand @gigaChatArguments 2>&1");

    /// <summary>Asks, carries out what is called, and asks again, until the model answers.</summary>
    /// <param name="exchange">The exchange, nothing asked yet.</param>
    /// <param name="ask">Asks once.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FunctionLimitReached"/>, with the last call.</exception>
    /// <returns>The answer, or a call that is left to the caller.</returns>
    public ChatReply Run(ChatExchange exchange, Func<ChatReply> ask)
    {
        ChatReply reply = ask();
        for (int round = 0; cmdlet.InvokeFunction && reply.FunctionCall is { } call; round++)
        {
            GigaChatFunction? function = exchange.Functions.FirstOrDefault(function => function.Name == call.Name);
            if (function is { Implementation: null })
                break;
            if (round == cmdlet.MaximumFunctionRound)
            {
                throw new ChatException(GigaChatErrorKind.FunctionLimitReached, Localized.Format(FunctionCmdletMessages.RoundsUsedUp, round, call.Name))
                {
                    RequestId = reply.RequestId,
                    PartialReply = reply,
                };
            }

            string result;
            using (exchange.GuardReentrancy())
                result = function is null ? FunctionResult.FromError($"There is no function '{call.Name}'.") : Invoke(function, call);
            cmdlet.WriteVerbose($"{call.Name} -> {(result.Length > MaxTraceLength ? result[..MaxTraceLength] + "…" : result)}");
            exchange.AddResult(result);
            reply = ask();
        }
        return reply;
    }

    // Texts for the model are English: it is told what happened, not the user.
    private string Invoke(GigaChatFunction function, FunctionCall call)
    {
        var arguments = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry argument in call.Arguments)
        {
            string? name = function.ParameterNames.FirstOrDefault(known => known.Equals((string)argument.Key, StringComparison.OrdinalIgnoreCase));
            if (name is null)
                return FunctionResult.FromError($"The function '{function.Name}' has no parameter '{argument.Key}'.");
            // "Not given", as models put it; to PowerShell it would be an empty string or zero.
            if (argument.Value is not null)
                arguments[name] = argument.Value;
        }

        if (!cmdlet.ShouldProcess(ToDisplayString(function, arguments), FunctionCmdletMessages.ActionCall))
            return FunctionResult.FromError("The user did not allow this call.");
        try
        {
            Collection<PSObject> output = Call.Invoke(function.Implementation, arguments);
            string[] errors = [.. output.Select(static item => item?.BaseObject).OfType<ErrorRecord>().Select(static error => error.ToString())];
            PSObject[] items = [.. output.Where(static item => item?.BaseObject is not ErrorRecord)];
            if (errors.Length > 0)
                return LimitLength(FunctionResult.FromError(string.Join("\n", errors), items.Length > 0 ? FunctionResultFormatter.From(items) : null));
            return LimitLength(FunctionResult.FromJson(FunctionResultFormatter.From(items)));
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return FunctionResult.FromError(e.ErrorRecord.ToString());
        }
    }

    private static string LimitLength(string result) => result.Length <= MaxResultLength ? result
        : FunctionResult.FromError($"The result has {result.Length} characters, which is too much. Ask for less.");

    private static string ToDisplayString(GigaChatFunction function, OrderedDictionary arguments)
        => string.Join(' ', [function.Implementation is ScriptBlock ? function.Name : function.Command!, .. arguments.Cast<DictionaryEntry>().Select(static a => a.Value is bool ? $"-{a.Key}:{ToDisplayString(a.Value)}" : $"-{a.Key} {ToDisplayString(a.Value)}")]);

    private static string ToDisplayString(object? value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool flag => flag ? "$true" : "$false",
        IDictionary members => $"@{{{string.Join("; ", members.Cast<DictionaryEntry>().Select(static m => $"{m.Key} = {ToDisplayString(m.Value)}"))}}}",
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(ToDisplayString)),
        _ => LanguagePrimitives.ConvertTo<string>(value),
    };
}

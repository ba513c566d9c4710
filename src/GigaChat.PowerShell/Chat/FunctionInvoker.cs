using System.Collections.Specialized;
using System.Management.Automation;
using GigaChat.Commands.Functions;
using GigaChat.Commands.Views;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>
/// Carries out a call of the model on the pipeline thread, through PowerShell's own parameter binder and with the rights of
/// the user: only offered commands, only described parameters, and only what the user agrees to.
/// </summary>
/// <param name="cmdlet">Asks for confirmation.</param>
internal sealed class FunctionInvoker(ModuleCommand cmdlet)
{
    // Non-terminating errors are part of the result. Select-Object ends the command once its output is too long: an exception
    // from the block between them could be caught by the command.
    private static readonly ScriptBlock Call = ScriptBlock.Create(
        """
        param($gigaChatCommand, $gigaChatArguments, $gigaChatAdd)
        & $gigaChatCommand @gigaChatArguments 2>&1 | & { process { if ($gigaChatAdd.Invoke($_)) { $true } } } |
            Microsoft.PowerShell.Utility\Select-Object -First 1
        """);

    private readonly HostTextWriter _screen = new(cmdlet);
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Carries out a call.</summary>
    /// <param name="function">The function, with its command.</param>
    /// <param name="call">The call of the model.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.NotInteractive"/>: a question where no answer can be given.
    /// </exception>
    /// <returns>The result or the error as JSON, in English: the model reads it.</returns>
    public string Invoke(GigaChatFunction function, FunctionCall call)
    {
        FunctionArguments arguments;
        try
        {
            arguments = FunctionArguments.Read(function, call);
        }
        catch (FormatException e)
        {
            return FunctionResult.FromError(e.Message);
        }

        var implementation = (FunctionImplementation)function.Implementation!;
        string shown = FunctionCallText.From(function, arguments.Values);
        if (!Ask(shown, implementation.NeedsAgreement))
            return FunctionResult.FromError("The user did not allow this call.");
        _screen.Write("→ " + shown);
        _screen.EndLine();
        return arguments.MarkIgnored(Run(implementation, arguments.Values));
    }

    // The conditions of ShouldProcess, and a question of our own for what may change something: the model chose the command, so
    // that the impact PowerShell goes by, that of Invoke-GigaChat itself, says nothing.
    private bool Ask(string shown, bool needsAgreement)
    {
        try
        {
            if (!cmdlet.Ask(shown, FunctionCmdletMessages.ActionCall))
                return false;
            return !needsAgreement || IsQuestionSettled() || cmdlet.AskFurther(
                Localized.Format(FunctionCmdletMessages.CallQuestion, shown),
                FunctionCmdletMessages.ActionCall,
                ref _yesToAll,
                ref _noToAll);
        }
        catch (Exception e) when (e is not (PipelineStoppedException or FlowControlException))
        {
            // Of several types: -NonInteractive, a host without prompts, an input that has ended (a NullReferenceException).
            throw new GigaChatException(
                GigaChatErrorKind.NotInteractive, Localized.Format(FunctionCmdletMessages.CallNeedsAnswer, shown), e);
        }
    }

    // With -Confirm, or a preference of Medium or less, ShouldProcess has asked; -Confirm:$false and None forbid questions.
    private bool IsQuestionSettled() => cmdlet.MyInvocation.BoundParameters.ContainsKey("Confirm")
        || (LanguagePrimitives.TryConvertTo(cmdlet.SessionState.PSVariable.GetValue("ConfirmPreference"), out ConfirmImpact preference)
            && preference != ConfirmImpact.High);

    private static string Run(FunctionImplementation implementation, OrderedDictionary arguments)
    {
        var output = new FunctionOutput();
        // The user has agreed, or was asked not to be asked.
        if (implementation.TakesConfirm)
            arguments["Confirm"] = false;
        try
        {
            Call.Invoke(implementation.Command, arguments, (Func<PSObject?, bool>)output.Add);
            return output.ToResult(null);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return output.ToResult(e.ErrorRecord.ToString());
        }
        catch (FlowControlException e)
        {
            // Let through, it would end a loop, a function or the script of the caller.
            return output.ToResult($"The command ended with '{NameOf(e)}', which means nothing here.");
        }
    }

    private static string NameOf(FlowControlException e) => e switch
    {
        BreakException => "break",
        ContinueException => "continue",
        ExitException => "exit",
        _ => e.GetType().Name,
    };
}

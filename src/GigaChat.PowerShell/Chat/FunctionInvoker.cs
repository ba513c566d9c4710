using System.Collections.Specialized;
using System.Management.Automation;
using GigaChat.Commands.Functions;
using GigaChat.Commands.Infrastructure;
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
    private readonly Agreement _agreement = new(cmdlet);

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

    // The model chose the command, so that the impact PowerShell goes by, that of Invoke-GigaChat itself, says nothing.
    private bool Ask(string shown, bool needsAgreement) => _agreement.Ask(
        shown,
        FunctionCmdletMessages.ActionCall,
        needsAgreement ? Localized.Format(FunctionCmdletMessages.CallQuestion, shown) : null,
        e => new GigaChatException(GigaChatErrorKind.NotInteractive, Localized.Format(FunctionCmdletMessages.CallNeedsAnswer, shown), e));

    private string Run(FunctionImplementation implementation, OrderedDictionary arguments)
    {
        var output = new FunctionOutput();
        // The user has agreed, or was asked not to be asked.
        if (implementation.TakesConfirm)
            arguments["Confirm"] = false;
        Exception? end = null;
        if (UnattendedHost.Run(cmdlet, () => end = Run(implementation.Command, arguments, output)) is { } question)
            return output.ToResult($"The command ended where it asked the user for something, which is not possible here: {question}");
        return end is FlowControlException flow
            ? output.ToResult($"The command ended with '{NameOf(flow)}', which means nothing here.")
            : output.ToResult((end as RuntimeException)?.ErrorRecord.ToString());
    }

    // What ended the command. Let through, flow control would end a loop, a function or the script of the caller.
    private Exception? Run(object command, OrderedDictionary arguments, FunctionOutput output)
    {
        try
        {
            Call.Invoke(command, arguments, (Func<PSObject?, bool>)output.Add);
            return null;
        }
        catch (PipelineStoppedException e) when (!cmdlet.Stopping)
        {
            // Thrown by the command itself: it would end the script of the caller without a word.
            return e;
        }
        catch (Exception e) when (e is FlowControlException or (RuntimeException and not PipelineStoppedException))
        {
            return e;
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

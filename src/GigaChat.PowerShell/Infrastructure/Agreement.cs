using System.Management.Automation;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Asks about what the impact of a cmdlet says nothing of: a call that the model chose, the cost of many requests. The answer may hold for
/// all that follow.
/// </summary>
/// <param name="cmdlet">Asks.</param>
internal sealed class Agreement(ModuleCommand cmdlet)
{
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>The conditions of ShouldProcess, and a question of its own where they ask none.</summary>
    /// <param name="target">What it is about.</param>
    /// <param name="action">What is done.</param>
    /// <param name="question">The question; null where ShouldProcess is enough.</param>
    /// <param name="createError">The error where no answer can be given.</param>
    /// <exception cref="GigaChatException">That error.</exception>
    public bool Ask(string target, string action, string? question, Func<Exception, GigaChatException> createError)
    {
        try
        {
            if (!cmdlet.Ask(target, action))
                return false;
            return question is null || IsSettled() || cmdlet.AskFurther(question, action, ref _yesToAll, ref _noToAll);
        }
        catch (Exception e) when (e is not (PipelineStoppedException or FlowControlException))
        {
            // Of several types: -NonInteractive, a host without prompts, an input that has ended (a NullReferenceException).
            throw createError(e);
        }
    }

    // With -Confirm, or a preference of Medium or less, ShouldProcess has asked; -Confirm:$false and None forbid questions.
    private bool IsSettled() => cmdlet.MyInvocation.BoundParameters.ContainsKey("Confirm")
        || (LanguagePrimitives.TryConvertTo(cmdlet.SessionState.PSVariable.GetValue("ConfirmPreference"), out ConfirmImpact preference)
            && preference != ConfirmImpact.High);
}
